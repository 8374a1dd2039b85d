using MiaIa.SierraFiles;

namespace MiaIa.Cli.Demo;

/// <summary>Counts the books that a study with ten levels a side can see.</summary>
internal sealed class BookTally(PriceScale scale)
{
    private const int LevelsMax = 10;
    private readonly DepthBook _book = new(scale);
    private readonly BookLevel[] _now = new BookLevel[2 * LevelsMax];
    private readonly BookLevel[] _before = new BookLevel[2 * LevelsMax];
    private int _bidCount;
    private int _askCount;

    /// <summary>Batches ended.</summary>
    public long Batches => _book.Batches;

    /// <summary>Batches after which the levels were not as before.</summary>
    public long Books { get; private set; }

    /// <summary>The best bids, highest first.</summary>
    public IReadOnlyList<BookLevel> Bids => _now[.._bidCount];

    /// <summary>The best asks, lowest first.</summary>
    public IReadOnlyList<BookLevel> Asks => _now[LevelsMax..(LevelsMax + _askCount)];

    /// <summary>Takes one record.</summary>
    public void Apply(in DepthRecord record)
    {
        if (!_book.Apply(record))
            return;
        _now.AsSpan().Clear();
        _bidCount = _book.BestBids(_now.AsSpan(0, LevelsMax));
        _askCount = _book.BestAsks(_now.AsSpan(LevelsMax));
        if (_now.AsSpan().SequenceEqual(_before))
            return;
        Books++;
        _now.CopyTo(_before, 0);
    }
}
