namespace MiaIa.Evidence.Work;

/// <summary>
/// A piece of work that any machine may do, any number of times, in any order: one trading day, or one trading day with one block of parameter sets.
/// Where code, runtime and system are the same, the same key means the same bytes.
/// </summary>
public interface IWorkUnit
{
    /// <summary>Its name among the units of a plan, and of the folder that it becomes: letters, digits, '-' and '.', at most 100 characters.</summary>
    string Id { get; }

    /// <summary>The hash, in hexadecimal, of all that its files depend on: the rules' version, settings, and the inputs' bytes.</summary>
    string Key { get; }

    /// <summary>Does the work.</summary>
    /// <param name="folder">Exists and is empty; every file of the product is written there, and nowhere else.</param>
    /// <param name="progress">Takes how far it is, now and then, on the calling thread.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="EvidenceException">The inputs cannot be used; trying again does not help.</exception>
    /// <exception cref="IOException">A disk failed it; trying again may help.</exception>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    void Run(string folder, IProgress<WorkProgress> progress, CancellationToken cancellation);
}
