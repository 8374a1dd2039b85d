namespace MiaIa.Evidence.Work;

/// <summary>
/// A unit some of whose files may be those of another one: it takes over what is there already instead of making it. Its bytes are the same with and
/// without others, and nothing of it is missing when the others are removed.
/// </summary>
public interface ISharingUnit : IWorkUnit
{
    /// <summary>Does the work as <see cref="IWorkUnit.Run"/> does.</summary>
    /// <param name="folder">Exists and is empty.</param>
    /// <param name="others">What was made before.</param>
    /// <param name="progress">Takes how far it is, now and then, on the calling thread.</param>
    /// <param name="cancellation">Ends it early.</param>
    void Run(string folder, UnitStore others, IProgress<WorkProgress> progress, CancellationToken cancellation);
}
