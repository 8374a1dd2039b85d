using System.Diagnostics;
using MiaIa.Tests.Access;

namespace MiaIa.Engine.Host.Tests.Processes;

/// <summary>The engine as a program of its own, as a trader starts it.</summary>
internal sealed class EngineProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;

    // The log; read from the beginning, so that the child never waits for a full pipe.
    private readonly Task<string> _error;

    private EngineProcess(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
    }

    internal int Id => _process.Id;

    internal static EngineProcess Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "MiaIa.Engine.Host.dll"));
        start.ArgumentList.Add($"--CredentialsFolder={TestAccess.Folder}");
        foreach (var argument in WithLog(arguments))
            start.ArgumentList.Add(argument);
        return new(Process.Start(start)!);
    }

    /// <summary>Starts it with a clock that throws once when a method of a name asks for the time.</summary>
    internal static EngineProcess StartFailingIn(string method, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location;
        start.Environment[StartupHook.Variable] = method;
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "MiaIa.Engine.Host.dll"));
        start.ArgumentList.Add($"--CredentialsFolder={TestAccess.Folder}");
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return new(Process.Start(start)!);
    }

    /// <summary>Starts it where the system lets no file grow beyond a length: a write behind it fails as on a full disk.</summary>
    internal static EngineProcess StartWhereFilesEndAt(int kibibytes, params string[] arguments)
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true };
        // The runtime's second mapping of its code is a file, too.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"ulimit -f {kibibytes}; exec dotnet \"$0\" \"$@\"");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "MiaIa.Engine.Host.dll"));
        start.ArgumentList.Add($"--CredentialsFolder={TestAccess.Folder}");
        foreach (var argument in WithLog(arguments))
            start.ArgumentList.Add(argument);
        return new(Process.Start(start)!);
    }

    /// <summary>Reads stdout to the line that says where it serves.</summary>
    internal async Task<Uri> ReadyAsync()
    {
        const string prefix = "ready: engine at ";
        while (await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            if (!line.StartsWith(prefix, StringComparison.Ordinal))
                continue;
            // The rest is read too, so that the child never waits for a full pipe.
            _ = _process.StandardOutput.ReadToEndAsync();
            return new Uri(line[prefix.Length..]);
        }

        Assert.Fail($"the engine ended before it was ready: {await _error}");
        throw new InvalidOperationException();
    }

    internal async Task<(int ExitCode, string Error)> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return (_process.ExitCode, await _error.WaitAsync(Patience));
    }

    // A log of files only where a test is about it, and nothing kept for people.
    private static IEnumerable<string> WithLog(string[] arguments) =>
        arguments.Any(argument => argument.StartsWith("--Log:Folder=", StringComparison.Ordinal))
            ? arguments.Prepend("--Reports:Folder=")
            : [.. arguments, "--Log:Folder=", "--Reports:Folder="];

    internal void KillAtOnce() => _process.Kill();

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
