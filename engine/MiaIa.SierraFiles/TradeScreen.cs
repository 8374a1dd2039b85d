namespace MiaIa.SierraFiles;

/// <summary>
/// The trades of a <c>.scid</c> file, record by record. What cannot be true is passed over and counted: a time far from those around it, a
/// price outside the instrument's range or far from those around it, a stretch that the file holds already. The scale of the prices is found where the reading begins, by the
/// median of a thousand prices, and anew where a stretch in another scale begins.
/// </summary>
public sealed class TradeScreen
{
    private const int RecordsARead = 4096;
    private const int Around = 32;
    private const int Sample = 1001;
    private const int RestAsked = 65;
    private const int RestAskedMin = 33;
    private const double NearShare = 0.05;
    private const double FarShare = 0.20;

    private readonly ScidRecord[] _buffer = new ScidRecord[RecordsARead];
    private readonly ScidRecord[] _around = new ScidRecord[(2 * Around) + 1];
    private readonly TimeScreen _times = new();
    private readonly long[] _followers = new long[TimeScreen.Followers];
    private readonly List<(long Record, long Micros)> _rest = [];
    private readonly float[] _prices = new float[(2 * Around) + 1];
    private readonly RepeatScreen _repeats;
    private readonly RecordFile<ScidRecord> _file;
    private readonly InstrumentPrices _instrument;
    private readonly double? _multiplier;
    private long _nextRecord;
    private int _count;
    private int _position = -1;
    private int _ticks;
    private int _lastTicks;

    /// <summary>Begins at a record.</summary>
    /// <param name="file">The file.</param>
    /// <param name="instrument">Whose prices they are.</param>
    /// <param name="multiplier">What turns a price of the file into points; null finds out.</param>
    /// <param name="first">Number of the first record, from 0.</param>
    /// <exception cref="SierraFileException">There is no trade from there on, the file holds bars, or no scale fits its prices.</exception>
    public TradeScreen(RecordFile<ScidRecord> file, InstrumentPrices instrument, double? multiplier = null, long first = 0)
    {
        (_file, _instrument, _multiplier, _nextRecord) = (file, instrument, multiplier, first);
        _repeats = new RepeatScreen(file);
        var sample = file.Records(first).Where(record => !record.IsQuoteOnly).Take(Sample).ToArray();
        if (sample.Length == 0)
            throw new SierraFileException(file.Path, $"holds no trade in {file.Count - first} records");
        if (sample.Count(record => record.IsSingleTrade) * 2 <= sample.Length)
        {
            throw new SierraFileException(
                file.Path,
                FormattableString.Invariant(
                    $"its first record is a bar (open {sample[0].Open}, {sample[0].NumTrades} trades), not a tick; store tick data in Sierra and record again"
                )
            );
        }

        Scale = PriceScale.OfMedian(file.Path, sample.Select(record => record.Close), instrument, multiplier);
    }

    /// <summary>How the prices of the present stretch become ticks.</summary>
    public PriceScale Scale { get; private set; }

    /// <summary>The present trade.</summary>
    public ref readonly ScidRecord Record => ref _buffer[_position];

    /// <summary>Its price.</summary>
    public int PriceTicks => _ticks;

    /// <summary>Records read so far, counted from the file's first.</summary>
    public long Position => _nextRecord - _count + Math.Max(_position, 0);

    /// <summary>Records of a quote without a trade.</summary>
    public long QuoteOnly { get; private set; }

    /// <summary>Records that are no single trade, or have no side, an absurd size or a price off the tick.</summary>
    public long Refused { get; private set; }

    /// <summary>Records passed over because their time cannot be true.</summary>
    public long MisdatedRecords { get; private set; }

    /// <summary>Records passed over because their price cannot be true.</summary>
    public long OffScaleRecords { get; private set; }

    /// <summary>Trades passed over because they stand in a stretch that the file holds already.</summary>
    public long RepeatedRecords { get; private set; }

    /// <summary>Places at which a stretch in another scale begins.</summary>
    public long ScaleChanges { get; private set; }

    /// <summary>Moves to the next trade. False at the end of the file.</summary>
    public bool TryNext()
    {
        while (true)
        {
            if (++_position >= _count)
            {
                _count = _file.Read(_nextRecord, _buffer);
                _nextRecord += _count;
                _position = 0;
                if (_count == 0)
                    return false;
            }

            if (IsTrue(_buffer[_position]))
            {
                _times.Accept(_buffer[_position].SierraMicros);
                _lastTicks = _ticks;
                return true;
            }
        }
    }

    private bool IsTrue(in ScidRecord record)
    {
        var isRepeated = _repeats.IsRepeated(Position, record);
        if (record.IsQuoteOnly)
            QuoteOnly++;
        else if (isRepeated)
            RepeatedRecords++;
        else if (!record.IsSingleTrade || record.Side == TradeSide.None)
            Refused++;
        else if (IsMisdated(record.SierraMicros))
            MisdatedRecords++;
        else if (IsOffScale(record.Close))
            OffScaleRecords++;
        else if (Scale.TryTicks(record.Close, out _ticks))
            return true;
        else
            Refused++;
        return false;
    }

    /// <summary>A record a little before the first one at or after a moment: everything before it is earlier, but for wrong dates.</summary>
    /// <param name="file">In the order of time but for milliseconds and what is dated wrongly.</param>
    /// <param name="sierraMicros">The moment.</param>
    public static long Before(RecordFile<ScidRecord> file, long sierraMicros)
    {
        // A median of neighbours: one wrong time would send the search to the wrong half.
        Span<ScidRecord> around = stackalloc ScidRecord[5];
        Span<long> times = stackalloc long[5];
        var (low, high) = (0L, file.Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var count = file.Read(Math.Max(0, Math.Min(middle - 2, file.Count - around.Length)), around);
            for (var i = 0; i < count; i++)
                times[i] = around[i].SierraMicros;
            times[..count].Sort();
            if (times[count / 2] < sierraMicros)
                low = middle + 1;
            else
                high = middle;
        }

        return Math.Max(0, low - around.Length);
    }

    private bool IsMisdated(long micros)
    {
        if (_times.IsPlain(micros))
            return false;
        var count = _file.Read(Position + 1, _around.AsSpan(0, TimeScreen.Followers));
        for (var i = 0; i < count; i++)
            _followers[i] = _around[i].SierraMicros;
        return _times.IsMisdated(micros, _followers.AsSpan(0, count)) || (_times.IsFarAhead(micros) && IsAheadOfTheRest(micros));
    }

    // A burst of wrong dates is longer than any number of followers; once taken, it would shut everything behind it out.
    private bool IsAheadOfTheRest(long micros)
    {
        if (_rest.Count(one => one.Record > Position) < RestAskedMin)
        {
            _rest.Clear();
            var records = _file.Count - Position - 1;
            var asked = Math.Min(records, RestAsked);
            for (var i = 0; i < asked; i++)
            {
                var record = Position + 1 + (i * records / asked);
                if (_file.Read(record, _around.AsSpan(0, 1)) == 1)
                    _rest.Add((record, _around[0].SierraMicros));
            }
        }

        return _times.IsAheadOf(micros, _rest.Where(one => one.Record > Position).Select(one => one.Micros));
    }

    private bool IsOffScale(float price)
    {
        var isPrice = Scale.TryTicks(price, out var ticks);
        if (isPrice && _lastTicks != 0 && Math.Abs(ticks - _lastTicks) <= _lastTicks * NearShare)
            return false;
        if (isPrice && Scale.IsPlausible(price) && IsNear(price, Median()))
            return false;
        // A price that is none at all is refused as such.
        if (!(price > 0) || !float.IsFinite(price))
            return false;
        var median = Median();
        if (!IsNear(price, median))
            return true;
        if (Scale.IsPlausible(median))
            return false;
        if (_multiplier is not null || PriceScale.Find(median, _instrument) is not { } other)
            return true;
        Scale = other;
        ScaleChanges++;
        _lastTicks = 0;
        return false;
    }

    // Of this trade and up to 32 on each side, in units of the file.
    private float Median()
    {
        var first = Math.Max(0, Position - Around);
        var records = _file.Read(first, _around.AsSpan(0, (int)(Position - first) + 1 + Around));
        var count = 0;
        for (var i = 0; i < records; i++)
        {
            if (!_around[i].IsQuoteOnly && _around[i].IsSingleTrade && _around[i].Close > 0)
                _prices[count++] = _around[i].Close;
        }

        var prices = _prices.AsSpan(0, count);
        prices.Sort();
        return count == 0 ? 0 : prices[count / 2];
    }

    private static bool IsNear(float price, float median) => Math.Abs(price - median) <= median * FarShare;
}
