using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using GameServer.Host.Dashboard.Parts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;

namespace GameServer.Host.Dashboard;

/// <summary>Makes HTML of Razor components, on the server and at once: a page, or only its live parts.</summary>
internal sealed class PageRenderer(IServiceProvider services, ILoggerFactory logging)
{
    /// <summary>A whole page.</summary>
    public async Task<string> PageAsync(PageRequest request)
    {
        await using HtmlRenderer renderer = new(services, logging);
        return await renderer.Dispatcher.InvokeAsync(() => RenderAsync<Document>(renderer, request, null));
    }

    /// <summary>The live parts of a page, by name.</summary>
    public async Task<IReadOnlyList<(string Key, string Html)>> RegionsAsync(PageRequest request)
    {
        await using HtmlRenderer renderer = new(services, logging);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            await RenderAsync<Document>(renderer, request, null);   // fills the regions
            List<(string Key, string Html)> parts = [];
            foreach ((string key, RenderFragment content) in request.Regions!) parts.Add((key, await RenderAsync<Region>(renderer, request, content)));
            return parts;
        });
    }

    private static async Task<string> RenderAsync<TComponent>(HtmlRenderer renderer, PageRequest request, RenderFragment? content)
        where TComponent : IComponent
    {
        Dictionary<string, object?> parameters = new() { [nameof(Document.Request)] = request };
        if (content is not null) parameters[nameof(Region.Content)] = content;
        return (await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters))).ToHtmlString();
    }
}
