using System.Threading.Tasks;
using Microsoft.AspNetCore.Components;

namespace GameServer.Host.Dashboard;

/// <summary>A page, or a part of one, that reads what it shows before it is rendered, so that it is rendered once and whole.</summary>
public abstract class PageBase : ComponentBase
{
    [CascadingParameter] private protected PageRequest Request { get; private set; } = null!;

    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        await LoadAsync();
        await base.SetParametersAsync(ParameterView.Empty);
    }

    /// <summary>Reads what is shown.</summary>
    protected virtual Task LoadAsync() => Task.CompletedTask;
}
