using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Tests.Work;

/// <summary>A unit whose files are what a test says.</summary>
internal sealed class MadeUpUnit(string id, string key, params (string Name, string Text)[] files) : IWorkUnit
{
    /// <summary>How often its work was done to the end.</summary>
    public int Runs { get; private set; }

    /// <summary>Called in the middle of the work, with the folder.</summary>
    public Action<string>? Midway { get; init; }

    public string Id => id;

    public string Key => key;

    public void Run(string folder, IProgress<WorkProgress> progress, CancellationToken cancellation)
    {
        foreach (var (name, text) in files)
        {
            var path = Path.Combine([folder, .. name.Split('/')]);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        Midway?.Invoke(folder);
        cancellation.ThrowIfCancellationRequested();
        Runs++;
    }
}
