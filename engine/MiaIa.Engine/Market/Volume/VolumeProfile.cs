namespace MiaIa.Engine.Market;

/// <summary>
/// Volume at price of the trading day, in rows of one tick, with its cumulative delta; begins anew at the Globex open. A gap in
/// the tape leaves it standing (<see cref="HasGap"/>): the missing share of a day is small, as for the VWAP. Its memory is
/// fixed: the first trade stands in the middle of 65,536 rows (ES: 8,192 points either way); what lies outside is counted.
/// </summary>
/// <remarks>
/// The point of control is kept up with every trade. Value area and nodes are computed when somebody asks, from the rows.
/// Their definitions stand in docs/decisions/0017.
/// </remarks>
public sealed class VolumeProfile
{
    /// <summary>The share of the day's volume that the value area holds at least, in percent.</summary>
    public const int ValueAreaPercent = 70;

    /// <summary>Nodes are looked for this far from the point of control, in ticks.</summary>
    public const int NodeReachTicks = 2_048;

    private const int Places = 65_536;

    private readonly long[] _rows = new long[Places];
    private int _firstTick;
    private int _low;
    private int _high = -1;
    private int _poc;

    internal VolumeProfile() { }

    /// <summary>Whether anything traded since the open.</summary>
    public bool HasTraded => _high >= 0;

    /// <summary>The price with the most volume, of equal ones that which reached it first; the default before the first trade.</summary>
    public PriceTicks PointOfControl => PriceAt(_poc);

    /// <summary>Contracts traded since the open, ≥ 0; those outside the rows are not among them.</summary>
    public long Lots { get; private set; }

    /// <summary>Cumulative delta since the open, in contracts: ask volume − bid volume of every trade.</summary>
    public long Delta { get; private set; }

    /// <summary>Whether trades are known to be missing since the open.</summary>
    public bool HasGap { get; private set; }

    /// <summary>Trades since the open whose price lies outside the rows; only their delta counts.</summary>
    public long Refused { get; private set; }

    /// <summary>Rows that traded.</summary>
    public int TradedRows { get; private set; }

    /// <summary>
    /// From the point of control outwards: the two rows above or the two below, whichever hold more (both when they hold the
    /// same), until 70 % of the volume is inside. The defaults before the first trade.
    /// </summary>
    public (PriceTicks High, PriceTicks Low) ValueArea()
    {
        if (!HasTraded)
            return default;
        var (low, high) = (_poc, _poc);
        var inside = _rows[_poc];
        while (inside * 100 < Lots * ValueAreaPercent)
        {
            var above = Pair(high + 1, high + 2);
            var below = Pair(low - 2, low - 1);
            // A side that has ended holds less than one that only has a hole here.
            var (isUp, isDown) = (high < _high && (above >= below || low == _low), low > _low && (below >= above || high == _high));
            if (isUp)
            {
                high = Math.Min(high + 2, _high);
                inside += above;
            }

            if (isDown)
            {
                low = Math.Max(low - 2, _low);
                inside += below;
            }
        }

        return (PriceAt(high), PriceAt(low));
    }

    /// <summary>
    /// High and low volume nodes in turn, by price upwards. A high node holds at least the mean of the rows that traded, and on
    /// the way to any row that holds more (or as much, and lies nearer to the point of control) the volume falls to half of it
    /// or less. Between two high nodes lies a low one: the row with the least volume, of equal ones the nearest to the point of
    /// control. Returns how many were written; what <paramref name="nodes"/> cannot hold is left out.
    /// </summary>
    public int Nodes(Span<VolumeNode> nodes)
    {
        if (!HasTraded)
            return 0;
        var count = 0;
        var before = -1;
        var low = Math.Max(_low, _poc - NodeReachTicks);
        var high = Math.Min(_high, _poc + NodeReachTicks);
        for (var row = low; row <= high; row++)
        {
            if (!IsHighNode(row, low, high))
                continue;
            if (before >= 0 && !TryAdd(nodes, ref count, LowestBetween(before, row), isHigh: false))
                return count;
            if (!TryAdd(nodes, ref count, row, isHigh: true))
                return count;
            before = row;
        }

        return count;
    }

    internal void Add(int price, int lots, bool isBuy)
    {
        Delta += isBuy ? lots : -lots;
        if (!HasTraded)
        {
            _firstTick = price - (Places / 2);
            _low = _high = _poc = Places / 2;
        }

        var place = price - _firstTick;
        if (place is < 0 or >= Places)
        {
            Refused++;
            return;
        }

        if (_rows[place] == 0)
        {
            TradedRows++;
            _low = Math.Min(_low, place);
            _high = Math.Max(_high, place);
        }

        Lots += lots;
        if ((_rows[place] += lots) > _rows[_poc])
            _poc = place;
    }

    /// <summary>Trades are missing.</summary>
    internal void Break() => HasGap = true;

    /// <summary>Begins anew with the trading day.</summary>
    internal void Anchor()
    {
        if (HasTraded)
            Array.Clear(_rows, _low, _high - _low + 1);
        (_high, _low, _poc) = (-1, 0, 0);
        Lots = Delta = Refused = 0;
        TradedRows = 0;
        HasGap = false;
    }

    private PriceTicks PriceAt(int place) => HasTraded ? PriceTicks.Trusted(_firstTick + place) : default;

    private long Pair(int from, int to) =>
        (
            from < _low ? 0
            : from > _high ? 0
            : _rows[from]
        )
        + (
            to < _low ? 0
            : to > _high ? 0
            : _rows[to]
        );

    private bool IsHighNode(int row, int low, int high)
    {
        if (_rows[row] * TradedRows < Lots)
            return false;
        return StandsOut(row, -1, low) && StandsOut(row, 1, high);
    }

    private bool StandsOut(int row, int step, int end)
    {
        var lots = _rows[row];
        var hasFallen = false;
        for (var other = row; other != end; other += step)
        {
            var there = _rows[other + step];
            if (there > lots || (there == lots && Math.Abs(other + step - _poc) < Math.Abs(row - _poc)))
                return hasFallen;
            hasFallen |= there * 2 <= lots;
        }

        return true;
    }

    private int LowestBetween(int from, int to)
    {
        var lowest = from + 1;
        for (var row = from + 2; row < to; row++)
        {
            var difference = _rows[row] - _rows[lowest];
            if (difference < 0 || (difference == 0 && Math.Abs(row - _poc) < Math.Abs(lowest - _poc)))
                lowest = row;
        }

        return lowest;
    }

    private bool TryAdd(Span<VolumeNode> nodes, ref int count, int row, bool isHigh)
    {
        if (count == nodes.Length)
            return false;
        nodes[count++] = new VolumeNode(PriceAt(row), _rows[row], isHigh);
        return true;
    }
}
