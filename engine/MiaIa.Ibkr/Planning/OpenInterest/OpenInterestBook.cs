using NodaTime;

namespace MiaIa.Ibkr.Planning;

/// <summary>
/// The open interest of one day, as it is read. A reading counts when it was read twice the same: the Gateway is known to answer 0, or
/// yesterday's, when it is asked too early.
/// </summary>
internal sealed class OpenInterestBook
{
    /// <summary>No reading.</summary>
    public const int None = -1;

    private readonly int[] _read,
        _accepted;
    private readonly byte[] _silentVisits;

    public OpenInterestBook(int contracts, LocalDate day)
    {
        Day = day;
        _read = new int[contracts];
        _accepted = new int[contracts];
        _silentVisits = new byte[contracts];
        Array.Fill(_read, None);
        Array.Fill(_accepted, None);
    }

    /// <summary>The trading day for which it holds.</summary>
    public LocalDate Day { get; }

    /// <summary>Contracts read at least once.</summary>
    public int ReadCount { get; private set; }

    /// <summary>Contracts whose reading counts.</summary>
    public int AcceptedCount { get; private set; }

    /// <summary>Readings that differed from the one before.</summary>
    public int Contradictions { get; private set; }

    /// <summary>The last reading, or <see cref="None"/>.</summary>
    public int ReadingOf(int contract) => _read[contract];

    /// <summary>The reading that counts, or <see cref="None"/>.</summary>
    public int AcceptedOf(int contract) => _accepted[contract];

    /// <summary>Visits that brought nothing.</summary>
    public int SilentVisitsOf(int contract) => _silentVisits[contract];

    /// <summary>What stands now: for a file that is written while readings go on.</summary>
    public OpenInterestReadings Copy() => new(Day, [.. _read], [.. _accepted]);

    /// <summary>Takes a reading.</summary>
    /// <returns>True when it counts from now on.</returns>
    public bool Read(int contract, int lots)
    {
        var before = _read[contract];
        _read[contract] = lots;
        _silentVisits[contract] = 0;
        if (before == None)
            ReadCount++;
        else if (before != lots)
            Contradictions++;
        if (before != lots || _accepted[contract] == lots)
            return false;
        Accept(contract, lots);
        return true;
    }

    /// <summary>Takes what counts already: from a file.</summary>
    public void Accept(int contract, int lots)
    {
        if (_read[contract] == None)
            ReadCount++;
        if (_accepted[contract] == None)
            AcceptedCount++;
        (_read[contract], _accepted[contract]) = (lots, lots);
    }

    /// <summary>A visit brought nothing.</summary>
    public void OnSilentVisit(int contract) => _silentVisits[contract] = (byte)Math.Min(_silentVisits[contract] + 1, byte.MaxValue);
}
