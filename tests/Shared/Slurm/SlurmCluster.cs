using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace MiaIa.Tests.Slurm;

/// <summary>
/// A real Slurm on this machine: controller, two nodes of one processor each, and the munge that they prove themselves with, all of them programs
/// of this process with files in one folder. A node that does not answer for five seconds is down; its tasks begin again when their credentials have
/// expired, in fifteen seconds.
/// </summary>
internal sealed class SlurmCluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly string _folder;
    private readonly Dictionary<string, Process> _programs = [];

    private SlurmCluster(string folder) => _folder = folder;

    /// <summary>The file by which every command of Slurm finds this cluster, as the variable SLURM_CONF.</summary>
    public string ConfigurationPath => Path.Combine(_folder, "slurm.conf");

    /// <summary>Starts one and waits until both nodes are there.</summary>
    public static async Task<SlurmCluster> StartAsync(string folder)
    {
        var cluster = new SlurmCluster(Directory.CreateDirectory(folder).FullName);
        try
        {
            cluster.Configure();
            var munge = Path.Combine(folder, "munge");
            string Of(string name) => Path.Combine(munge, name);
            cluster.Run(
                "munged",
                "--foreground",
                "--force",
                $"--socket={Of("socket")}",
                $"--key-file={Of("key")}",
                $"--pid-file={Of("pid")}",
                $"--log-file={Of("log")}",
                $"--seed-file={Of("seed")}"
            );
            await WaitAsync("munge", () => Task.FromResult(File.Exists(Of("socket"))));
            cluster.Run("slurmctld", "-D", "-i", "-f", cluster.ConfigurationPath);
            foreach (var node in (string[])["n1", "n2"])
                cluster.Run($"slurmd {node}", "-D", "-f", cluster.ConfigurationPath, "-N", node);
            await WaitAsync(
                "both nodes",
                async () => (await cluster.AskAsync("sinfo", "--noheader", "--Node", "--format=%T")).Count(state => state == "idle") == 2
            );
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until something is so.</summary>
    public static async Task WaitAsync(string what, Func<Task<bool>> isSo)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await isSo())
        {
            if (Stopwatch.GetElapsedTime(began) > Patience)
                throw new TimeoutException($"waited in vain for {what}");
            await Task.Delay(50);
        }
    }

    /// <summary>The lines that a command of Slurm prints.</summary>
    public async Task<string[]> AskAsync(string command, params string[] arguments)
    {
        using var process = Start(command, arguments);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The tasks that run on a node: process and number of each batch script.</summary>
    public IReadOnlyList<(int Process, int Task)> TasksOn(string node) =>
        [
            .. Directory
                .EnumerateDirectories("/proc")
                .Select(path => (Path: path, Variables: Environ(path)))
                .Where(one => one.Variables.GetValueOrDefault("SLURMD_NODENAME") == node)
                .Where(one => one.Variables.GetValueOrDefault("SLURM_CONF") == ConfigurationPath)
                .Where(one => one.Variables.ContainsKey("SLURM_ARRAY_TASK_ID"))
                .Select(one =>
                    (
                        int.Parse(Path.GetFileName(one.Path), CultureInfo.InvariantCulture),
                        int.Parse(one.Variables["SLURM_ARRAY_TASK_ID"], CultureInfo.InvariantCulture)
                    )
                ),
        ];

    /// <summary>The tasks of a node stand still, or go on: what is looked at meanwhile does not change.</summary>
    public async Task HoldAsync(string node, bool isHeld)
    {
        foreach (var task in TasksOn(node))
        {
            using var signal = Process.Start("kill", [isHeld ? "-STOP" : "-CONT", task.Process.ToString(CultureInfo.InvariantCulture)]);
            await signal.WaitForExitAsync();
        }
    }

    /// <summary>Ends a node as a power cut does: its daemon first, so that it tells nobody, then what watches the tasks, then the tasks.</summary>
    public async Task CutAsync(string node)
    {
        var daemon = _programs[$"slurmd {node}"];
        var tasks = TasksOn(node);
        daemon.Kill();
        await daemon.WaitForExitAsync();
        // It titles itself "slurmstepd: [3.batch]".
        foreach (var watcher in tasks.Select(task => ParentOf(task.Process)).OfType<Process>())
        {
            if (watcher.ProcessName.StartsWith("slurmstepd", StringComparison.Ordinal))
                watcher.Kill();
        }

        foreach (var task in TasksOn(node))
            End(task.Process);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in (string[])["n1", "n2"])
        {
            if (_programs.ContainsKey($"slurmd {node}"))
                await CutAsync(node);
        }

        foreach (var program in _programs.Values)
        {
            program.Kill(entireProcessTree: true);
            await program.WaitForExitAsync();
            program.Dispose();
        }
    }

    private void Configure()
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException("there is no Slurm for Windows");
        var munge = Path.Combine(_folder, "munge");
        Directory.CreateDirectory(munge, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.WriteAllBytes(Path.Combine(munge, "key"), RandomNumberGenerator.GetBytes(128));
        File.SetUnixFileMode(Path.Combine(munge, "key"), UnixFileMode.UserRead);
        var (ports, host) = (FreePorts(3), Dns.GetHostName().Split('.')[0]);
        File.WriteAllText(
            ConfigurationPath,
            $"""
            ClusterName=miaia
            SlurmctldHost={host}(127.0.0.1)
            SlurmUser={Environment.UserName}
            SlurmdUser={Environment.UserName}
            AuthType=auth/munge
            AuthInfo=socket={Path.Combine(munge, "socket")},cred_expire=15
            CredType=cred/munge
            SlurmctldPort={ports[0]}
            StateSaveLocation={Directory.CreateDirectory(Path.Combine(_folder, "state")).FullName}
            SlurmdSpoolDir={_folder}/spool-%n
            SlurmctldPidFile={_folder}/slurmctld.pid
            SlurmdPidFile={_folder}/slurmd-%n.pid
            SlurmctldLogFile={_folder}/slurmctld.log
            SlurmdLogFile={_folder}/slurmd-%n.log
            ProctrackType=proctrack/linuxproc
            TaskPlugin=task/none
            SwitchType=switch/none
            MpiDefault=none
            ReturnToService=2
            SlurmdTimeout=5
            MessageTimeout=10
            KillWait=2
            JobRequeue=1
            SelectType=select/cons_tres
            SelectTypeParameters=CR_CPU
            SchedulerParameters=sched_interval=1,batch_sched_delay=0
            AccountingStorageType=accounting_storage/none
            JobAcctGatherType=jobacct_gather/none
            MailProg=/bin/true
            NodeName=n1 NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[1]} CPUs=1
            NodeName=n2 NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[2]} CPUs=1
            PartitionName=both Nodes=n1,n2 Default=YES State=UP MaxTime=INFINITE

            """
        );
    }

    private void Run(string name, params string[] arguments) => _programs[name] = Start(name.Split(' ')[0], arguments, isSilent: true);

    private Process Start(string command, string[] arguments, bool isSilent = false)
    {
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SLURM_CONF"] = ConfigurationPath;
        // Debian keeps the daemons where only root looks.
        start.Environment["PATH"] += ":/usr/sbin";
        if (File.Exists($"/usr/sbin/{command}"))
            start.FileName = $"/usr/sbin/{command}";
        var process = Process.Start(start)!;
        process.BeginErrorReadLine();
        if (isSilent)
            process.BeginOutputReadLine();
        return process;
    }

    private static Dictionary<string, string> Environ(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "environ"))
                .Split('\0', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split('=', 2))
                .Where(pair => pair.Length == 2)
                .GroupBy(pair => pair[0])
                .ToDictionary(group => group.Key, group => group.Last()[1]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // Not a process, or one that has just ended, or another user's.
        }
    }

    private static Process? ParentOf(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").First(text => text.StartsWith("PPid:", StringComparison.Ordinal));
            return Process.GetProcessById(int.Parse(line[5..].Trim(), CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is IOException or ArgumentException)
        {
            return null; // It has ended.
        }
    }

    private static void End(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            found.Kill();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    private static int[] FreePorts(int count)
    {
        var held = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        Array.ForEach(held, listener => listener.Start());
        var ports = held.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        Array.ForEach(held, listener => listener.Dispose());
        return ports;
    }
}
