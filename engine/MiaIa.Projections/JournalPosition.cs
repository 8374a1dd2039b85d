namespace MiaIa.Projections;

/// <summary>How far a journal has been taken: everything before this byte of this segment. The default is its beginning.</summary>
/// <param name="Segment">The segment's number.</param>
/// <param name="Offset">In bytes from the beginning of its file.</param>
public readonly record struct JournalPosition(uint Segment, long Offset) : IComparable<JournalPosition>
{
    /// <inheritdoc/>
    public int CompareTo(JournalPosition other) =>
        Segment == other.Segment ? Offset.CompareTo(other.Offset) : Segment.CompareTo(other.Segment);

    /// <summary>Whether it lies before another.</summary>
    public static bool operator <(JournalPosition left, JournalPosition right) => left.CompareTo(right) < 0;

    /// <summary>Whether it lies behind another.</summary>
    public static bool operator >(JournalPosition left, JournalPosition right) => left.CompareTo(right) > 0;

    /// <summary>Whether it does not lie behind another.</summary>
    public static bool operator <=(JournalPosition left, JournalPosition right) => left.CompareTo(right) <= 0;

    /// <summary>Whether it does not lie before another.</summary>
    public static bool operator >=(JournalPosition left, JournalPosition right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public override string ToString() => $"byte {Offset} of segment {Segment}";
}
