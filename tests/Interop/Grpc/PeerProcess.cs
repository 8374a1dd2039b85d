using System.Diagnostics;
using System.Text;

namespace Interop.Grpc;

/// <summary>A process of a gRPC implementation that we did not write; it ends with this object.</summary>
internal sealed class PeerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private PeerProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Folder of the scripts, beside the tests' assembly.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Grpc");

    /// <summary>Starts a peer's script.</summary>
    /// <param name="peer">grpcio or grpc-js.</param>
    /// <param name="role">client or server.</param>
    /// <param name="arguments">Handed to the script.</param>
    public static async Task<PeerProcess> StartAsync(string peer, string role, params string[] arguments)
    {
        if (peer == "grpc-js")
            await NodePackages.InstallAsync(Path.Combine(Folder, "js"));

        (var program, var script, var missing) =
            peer == "grpcio"
                ? (
                    "/usr/bin/python3",
                    Path.Combine(Folder, "python", $"{role}.py"),
                    "install python3 with python3-grpcio, python3-protobuf and protobuf-compiler"
                )
                : ("node", Path.Combine(Folder, "js", $"{role}.js"), "install Node.js 20");
        return new PeerProcess(Start(program, [script, .. arguments], Folder, missing));
    }

    /// <summary>Starts a program whose output and errors are read; fails the test with what to install when there is none.</summary>
    public static Process Start(string program, IEnumerable<string> arguments, string folder, string missing)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = folder,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception absent)
        {
            throw new AssertionException($"'{program}' cannot be started ({absent.Message}): {missing}, or run tools/test, which does.");
        }
    }

    /// <summary>Waits for the line with which a server says where it listens.</summary>
    public async Task<Uri> ReadyAsync()
    {
        var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        return line?.StartsWith("ready ", StringComparison.Ordinal) == true
            ? new Uri($"http://127.0.0.1:{line[6..]}")
            : throw new AssertionException($"The peer said '{line}' instead of 'ready': {await _errors.WaitAsync(Patience)}");
    }

    /// <summary>Everything that a client prints until it ends.</summary>
    public async Task<string[]> LinesAsync()
    {
        var output = await _process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        var errors = await _errors.WaitAsync(Patience);
        return output.Length > 0
            ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : throw new AssertionException($"The peer ended without a word: {errors}");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);

        _process.Dispose();
    }
}
