using MiaIa.Engine.Market;
using MiaIa.SierraFiles;

namespace MiaIa.Evidence.Recordings;

/// <summary>Reads a whole file of trades once and says what is in it. Memory does not depend on its size.</summary>
internal sealed class TradeFileScan
{
    private const int RecordsALook = 1 << 16;

    private readonly TradingDays _calendar;
    private readonly List<FileDay> _days = [];
    private readonly GapList _gaps = new();
    private TradingSession _session;
    private long _records;
    private long _lots;
    private long _first;
    private long _last;
    private long _outside;
    private long _absurd;

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
                Refused = screen.Refused + scan._absurd,
                Misdated = screen.MisdatedRecords,
                OffScale = screen.OffScaleRecords,
                ScaleChanges = screen.ScaleChanges,
                Days = [.. scan._days.Where(day => day.TradeRecords > 0)],
                OutsideHours = scan._days.Sum(day => day.OutsideRecords),
                Problem = scan._days.Exists(day => day.TradeRecords > 0) ? "" : "no trade in the hours of a day that the calendar knows",
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
            // As the player of days does: what no core takes is in no figure.
            if (screen.Record.TotalVolume > Contracts.MaxValue)
            {
                _absurd++;
                continue;
            }

            var nanos = SierraTime.ToUnixNanos(screen.Record.SierraMicros);
            if (nanos >= _session.NextOpensAt.Value || nanos < _session.OpensAt.Value)
                Begin(nanos);
            if (_session.NextOpensAt.Value == 0)
                continue;
            // What is played is the day from open to close, and no other trade may be counted in it.
            if (nanos >= _session.ClosesAt.Value)
            {
                _outside++;
                continue;
            }

            _gaps.Take(nanos, _first, _last, _session);
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
        // A file that steps back comes to a day twice.
        if (_days.FindIndex(day => day.Date == _session.Date) is not (>= 0 and var at) || _session.NextOpensAt.Value == 0)
            return;
        var known = _days[at];
        _days.RemoveAt(at);
        (_records, _lots, _first, _last, _outside) = (
            known.TradeRecords,
            known.Lots,
            known.FirstUnixNs,
            known.LastUnixNs,
            known.OutsideRecords
        );
        _gaps.Set(known.Gaps);
    }

    private void End()
    {
        if (_records + _outside > 0)
        {
            var at = _days.FindIndex(known => known.Date > _session.Date);
            var day = new FileDay(_session.Date, _records, _lots, _first, _last, _gaps.Found()) { OutsideRecords = _outside };
            _days.Insert(at < 0 ? _days.Count : at, day);
        }

        (_records, _lots, _first, _last, _outside) = (0, 0, 0, 0, 0);
        _gaps.Set([]);
    }
}
