using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MiaIa.Engine.Web.Tests.Browser;

/// <summary>A function of the page's own code, called without a browser.</summary>
internal static class PageFunction
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <param name="file">Below the page's <c>src</c>.</param>
    /// <param name="name">The function's.</param>
    /// <param name="arguments">What <c>function.mjs</c> makes of JSON.</param>
    internal static async Task<JsonNode> CallAsync(string file, string name, params object?[] arguments)
    {
        var page = Path.Combine(Chromium.Root, "engine", "MiaIa.Engine.Web", "page");
        var start = new ProcessStartInfo("node") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Browser", "function.mjs"));
        start.ArgumentList.Add(Path.Combine(page, "node_modules"));
        start.ArgumentList.Add(Path.Combine(page, "src", file));
        start.ArgumentList.Add(name);
        using var node = Process.Start(start)!;
        await JsonSerializer.SerializeAsync(node.StandardInput.BaseStream, arguments);
        node.StandardInput.Close();
        var answer = await node.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await node.WaitForExitAsync().WaitAsync(Patience);
        return JsonNode.Parse(answer)!;
    }
}
