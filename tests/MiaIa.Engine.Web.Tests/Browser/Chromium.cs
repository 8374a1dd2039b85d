using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MiaIa.Engine.Web.Tests.Browser;

/// <summary>The system's Chromium, driven through playwright-core by a small program beside this one.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _driver;
    private readonly Task<string> _error;

    private Chromium(Process driver)
    {
        _driver = driver;
        _error = driver.StandardError.ReadToEndAsync();
    }

    /// <param name="arguments">Of Chromium, beside those that every test needs.</param>
    internal static Chromium Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("node")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Browser", "driver.mjs"));
        start.ArgumentList.Add(Path.Combine(Root, "engine", "MiaIa.Engine.Web", "page", "node_modules"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return new(Process.Start(start)!);
    }

    /// <summary>The folder that holds MiaIa.Bridge.sln.</summary>
    internal static string Root { get; } = FindRoot();

    internal async Task<int> ContextAsync(string theme = "dark", string locale = "en-US", int width = 1440, int height = 1000) =>
        (await DoAsync("context", ("theme", theme), ("locale", locale), ("width", width), ("height", height)))!.GetValue<int>();

    internal async Task<int> TabAsync(int context, Uri address) =>
        (await DoAsync("tab", ("context", context), ("url", address.ToString())))!.GetValue<int>();

    internal Task UntilAsync(int tab, string expression) => DoAsync("until", ("tab", tab), ("expression", expression));

    internal async Task<double> NumberAsync(int tab, string expression) =>
        (await DoAsync("evaluate", ("tab", tab), ("expression", expression)))!.GetValue<double>();

    internal Task RunAsync(int tab, string expression) => DoAsync("evaluate", ("tab", tab), ("expression", expression));

    internal async Task<string> TextAsync(int tab, string selector) =>
        (await DoAsync("text", ("tab", tab), ("selector", selector)))!.GetValue<string>();

    /// <summary>From now on every text that a plot writes is in the page's <c>drawn</c>: no other eye sees what is on a canvas.</summary>
    internal Task KeepDrawnAsync(int tab) =>
        RunAsync(
            tab,
            """
            (() => {
              const { prototype } = CanvasRenderingContext2D;
              const fill = prototype.fillText;
              window.drawn = [];
              prototype.fillText = function (text, ...place) {
                window.drawn.push(String(text));
                return fill.call(this, text, ...place);
              };
            })()
            """
        );

    internal Task ClickAsync(int tab, string selector) => DoAsync("click", ("tab", tab), ("selector", selector));

    internal Task PressAsync(int tab, string key) => DoAsync("press", ("tab", tab), ("key", key));

    internal Task ReloadAsync(int tab) => DoAsync("reload", ("tab", tab));

    /// <summary>Whether the tab can be seen.</summary>
    internal Task HideAsync(int tab, bool isHidden) => RunAsync(tab, $"setHidden({(isHidden ? "true" : "false")})");

    internal Task PictureAsync(int tab, string path) => DoAsync("picture", ("tab", tab), ("path", path));

    /// <summary>What axe-core finds serious or critical.</summary>
    internal async Task<string[]> AxeAsync(int tab) => Texts(await DoAsync("axe", ("tab", tab)));

    /// <summary>What the console has called an error since this was last asked.</summary>
    internal async Task<string[]> ErrorsAsync(bool wasCut = false) => Texts(await DoAsync("errors", ("cut", wasCut)));

    internal Task CloseAsync(int context) => DoAsync("close", ("context", context));

    public async ValueTask DisposeAsync()
    {
        _driver.StandardInput.Close();
        await _driver.WaitForExitAsync().WaitAsync(Patience);
        _driver.Dispose();
    }

    private static string[] Texts(JsonNode? answer) => [.. answer!.AsArray().Select(one => one!.GetValue<string>())];

    private async Task<JsonNode?> DoAsync(string what, params (string Name, JsonNode Value)[] with)
    {
        var command = new JsonObject { ["do"] = what };
        foreach (var (name, value) in with)
            command[name] = value;
        await _driver.StandardInput.WriteLineAsync(command.ToJsonString());
        await _driver.StandardInput.FlushAsync();
        var line =
            await _driver.StandardOutput.ReadLineAsync().WaitAsync(Patience) ?? throw new IOException($"the driver ended: {await _error}");
        var answer = JsonNode.Parse(line)!.AsObject();
        if (answer["fault"] is { } fault)
            Assert.Fail($"{command.ToJsonString(new JsonSerializerOptions { WriteIndented = false })}: {fault}");
        return answer["ok"];
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "MiaIa.Bridge.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
