using System.Diagnostics;
using System.Text.Json;

namespace MiaIa.Engine.Web.Tests.Browser;

/// <summary>The page's own French for the engine's texts, asked without a browser.</summary>
internal static class PageFrench
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    internal static string Words { get; } = Path.Combine(Chromium.Root, "engine", "MiaIa.Engine.Web", "page", "src", "words");

    internal static async Task<string[]> OfAsync(params string[] texts)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Browser", "french.mjs"));
        start.ArgumentList.Add(Path.Combine(Chromium.Root, "engine", "MiaIa.Engine.Web", "page", "node_modules"));
        start.ArgumentList.Add(Words);
        using var node = Process.Start(start)!;
        await JsonSerializer.SerializeAsync(node.StandardInput.BaseStream, texts);
        node.StandardInput.Close();
        var answer = await node.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await node.WaitForExitAsync().WaitAsync(Patience);
        return JsonSerializer.Deserialize<string[]>(answer)!;
    }
}
