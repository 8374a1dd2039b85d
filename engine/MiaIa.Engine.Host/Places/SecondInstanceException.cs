using MiaIa.Engine.Runtime.Journal;

namespace MiaIa.Engine.Host.Places;

/// <summary>Another engine holds a folder that this one is to write to.</summary>
internal sealed class SecondInstanceException : Exception
{
    /// <summary>Names the folder and who has it.</summary>
    /// <param name="place">The folder.</param>
    /// <param name="holder">Such as <c>process 4711</c>; empty = not known.</param>
    public SecondInstanceException(WrittenPlace place, string holder)
        : base(TextOf(place, holder.Length == 0 ? "" : $" ({holder})")) { }

    private static string TextOf(WrittenPlace place, string holder) =>
        place.Name == WrittenPlace.Journal
            ? $"another engine{holder} holds the journal directory {place.Folder} (its file {JournalLock.FileName}): stop it, or set {place.Setting}"
            : $"another engine{holder} writes its {place.Name} to {place.Folder} (its file {place.LockName}): stop it, or set {place.Setting}";
}
