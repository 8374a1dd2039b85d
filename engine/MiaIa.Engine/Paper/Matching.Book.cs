using System.Runtime.CompilerServices;

namespace MiaIa.Engine.Paper;

/// <content>What a new book means for what waits.</content>
internal sealed partial class Matching
{
    /// <summary>A book that the owner has already taken: our own fills are no longer missing from it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void BookChanged()
    {
        // Nearly always there is nothing to look after.
        if (_hasTaken || Brackets.Count > 0)
            FollowBook();
    }

    private void FollowBook()
    {
        if (_hasTaken)
        {
            Array.Clear(_bidsTaken);
            Array.Clear(_asksTaken);
            _hasTaken = false;
        }

        if (!_book.IsSound)
            return;
        foreach (var bracket in Brackets)
        {
            if (bracket.HasTarget)
                bracket.Target.Shrink(_book.StandsAt(!bracket.Target.IsBuy, bracket.Target.Price));
            if (bracket.EntryLeft > 0 && bracket.HasArrived)
                bracket.Entry.Shrink(_book.StandsAt(!bracket.Entry.IsBuy, bracket.Entry.Price));
        }
    }
}
