namespace MiaIa.Cli.Demo;

/// <summary>Where a run shows how far it is. Its members may be called by several threads.</summary>
internal interface IPlayScreen
{
    /// <summary>Shows progress while the work runs.</summary>
    Task WhileAsync(Func<Task> work);

    /// <summary>The newest progress.</summary>
    void Progress(HostProgress progress);

    /// <summary>A line that stays.</summary>
    void Say(string line);
}
