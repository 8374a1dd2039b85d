using MiaIa.Engine.Market;
using MiaIa.SierraFiles;

namespace MiaIa.Evidence.Recordings;

/// <summary>Reads a whole file of trades once and says what is in it. Memory does not depend on its size.</summary>
internal sealed class TradeFileScan
{
    private const long RegularGapNanos = 2 * 60 * UnixNanos.PerSecond;
    private const long OtherGapNanos = 15 * 60 * UnixNanos.PerSecond;
    private const int RecordsALook = 1 << 16;

    private readonly TradingDays _calendar;
    private readonly List<FileDay> _days = [];
    private readonly List<RecordedGap> _gaps = [];
    private TradingSession _session;
    private long _records;
    private long _lots;
    private long _first;
    private long _last;

    private TradeFileScan(TradingDays calendar) => _calendar = calendar;

    /// <summary>Reads one.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    internal static TradeFile Of(string path, TradingDays calendar, CancellationToken cancellation)
    {
        var symbol = Path.GetFileNameWithoutExtension(path);
        var prices = InstrumentPrices.OfSymbol(symbol);
        try
        {
            using var file = SierraFormats.Scid.Open(path);
            var found = new TradeFile(path, symbol, prices?.Instrument ?? "", file.Count) { Order = RecordOrder.Of(file, cancellation) };
            if (prices is null)
                return found with { Problem = "the symbol in its name is not one of ES, MES, NQ, MNQ" };
            var scan = new TradeFileScan(calendar);
            var screen = new TradeScreen(file, prices);
            var multiplier = screen.Scale.Multiplier;
            scan.Read(screen, cancellation);
            return found with
            {
                PriceMultiplier = multiplier,
                QuotesOnly = screen.QuoteOnly,
                Refused = screen.Refused,
                Misdated = screen.MisdatedRecords,
                OffScale = screen.OffScaleRecords,
                Days = scan._days,
                Problem = scan._days.Count > 0 ? "" : "no trade on a day that the calendar knows",
            };
        }
        catch (SierraFileException e)
        {
            return new TradeFile(path, symbol, prices?.Instrument ?? "", 0) { Order = new(0, 0, 0, 0), Problem = e.Message };
        }
    }

    private void Read(TradeScreen screen, CancellationToken cancellation)
    {
        for (var number = 1L; screen.TryNext(); number++)
        {
            if (number % RecordsALook == 0)
                cancellation.ThrowIfCancellationRequested();
            var nanos = SierraTime.ToUnixNanos(screen.Record.SierraMicros);
            if (nanos >= _session.NextOpensAt.Value || nanos < _session.OpensAt.Value)
                Begin(nanos);
            if (_session.NextOpensAt.Value == 0)
                continue;
            LookForGap(nanos);
            _records++;
            _lots += screen.Record.TotalVolume;
            _first = _first == 0 ? nanos : Math.Min(_first, nanos);
            _last = Math.Max(_last, nanos);
        }

        End();
    }

    private void Begin(long nanos)
    {
        End();
        _session = _calendar.At(UnixNanos.Trusted(nanos)) ?? default;
    }

    private void End()
    {
        if (_records > 0)
            Keep(new(_session.Date, _records, _lots, _first, _last, [.. _gaps]));
        (_records, _lots, _first, _last) = (0, 0, 0, 0);
        _gaps.Clear();
    }

    // A file that steps back comes to a day twice.
    private void Keep(FileDay day)
    {
        var at = _days.FindIndex(known => known.Date >= day.Date);
        if (at < 0)
            _days.Add(day);
        else if (_days[at].Date == day.Date)
            _days[at] = Both(_days[at], day);
        else
            _days.Insert(at, day);
    }

    private static FileDay Both(FileDay one, FileDay other) =>
        new(
            one.Date,
            one.TradeRecords + other.TradeRecords,
            one.Lots + other.Lots,
            Math.Min(one.FirstUnixNs, other.FirstUnixNs),
            Math.Max(one.LastUnixNs, other.LastUnixNs),
            [.. one.Gaps, .. other.Gaps]
        );

    private void LookForGap(long nanos)
    {
        if (_last == 0 || nanos - _last < RegularGapNanos)
            return;
        var isRegular = _session.HasRegular && nanos > _session.RegularOpensAt.Value && _last < _session.RegularClosesAt.Value;
        if (nanos - _last >= (isRegular ? RegularGapNanos : OtherGapNanos))
            _gaps.Add(new(_last, nanos));
    }
}
