namespace GameServer.LoadTest.Html;

/// <summary>
/// Moves one cursor through all plots over time, and shows the values at it in their legends. A page reads as well without: legends then say the largest value. The text holds
/// neither &lt; nor &amp;, because the page is XML too.
/// </summary>
internal static class PlotScript
{
    public const string Text = """
        (() => {
          const plots = [...document.querySelectorAll('.plot.time')].map(plot => ({
            area: plot.querySelector('.area'),
            cursor: plot.querySelector('.cursor'),
            items: [...plot.querySelectorAll('li[data-values]')].map(item => {
              const value = item.querySelector('b');
              return { value, usual: value.textContent, all: item.dataset.values.split(' ') };
            }),
          }));
          const times = document.querySelector('[data-times]');
          const clock = times === null ? [] : times.dataset.times.split(' ');
          const move = share => {
            const index = Math.min(clock.length - 1, Math.floor(share * clock.length));
            for (const plot of plots) {
              plot.cursor.style.display = share === null ? 'none' : 'block';
              plot.cursor.style.left = (index + 0.5) / clock.length * 100 + '%';
              for (const item of plot.items) item.value.textContent = share === null ? item.usual : item.all[index] + ' at ' + clock[index];
            }
          };
          for (const plot of plots) {
            const follow = event => {
              const box = plot.area.getBoundingClientRect();
              move(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)));
            };
            plot.area.addEventListener('pointermove', follow);
            plot.area.addEventListener('pointerdown', follow);
            plot.area.addEventListener('pointerleave', () => move(null));
          }
        })();
        """;
}
