namespace Interop.Grpc;

/// <summary>Installs what js/package-lock.json names, once for each state of that file, beside the copied scripts.</summary>
internal static class NodePackages
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly SemaphoreSlim OneAtATime = new(1);

    public static async Task InstallAsync(string folder)
    {
        await OneAtATime.WaitAsync();
        try
        {
            var wanted = await File.ReadAllTextAsync(Path.Combine(folder, "package-lock.json"));
            var stamp = Path.Combine(folder, "node_modules", ".installed-lock.json");
            if (!File.Exists(stamp) || await File.ReadAllTextAsync(stamp) != wanted)
            {
                await RunAsync(folder);
                await File.WriteAllTextAsync(stamp, wanted);
            }
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private static async Task RunAsync(string folder)
    {
        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        using var process = PeerProcess.Start(
            npm,
            ["ci", "--no-audit", "--no-fund", "--ignore-scripts"],
            folder,
            "install Node.js 20 with npm"
        );
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync().WaitAsync(Patience);
        await process.WaitForExitAsync().WaitAsync(Patience);
        if (process.ExitCode != 0)
        {
            throw new AssertionException(
                $"'npm ci' ended with {process.ExitCode} (it needs Node.js 20 and the npm registry): {await output} {errors}"
            );
        }
    }
}
