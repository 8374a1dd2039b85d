using System.Globalization;
using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.State;
using MiaIa.Projections;
using MiaIa.Reports.Content;
using MiaIa.Reports.Periods;
using MiaIa.Reports.Trades;
using MiaIa.V1;
using Microsoft.Data.Sqlite;

namespace MiaIa.Engine.Host.Days;

/// <summary>
/// Reads trade dates out of the database, one question at a time and none twice: what was answered stands until the database has gone on. The
/// runner is never asked.
/// </summary>
/// <param name="database">Its file; null = none is kept.</param>
/// <param name="options">The engine's.</param>
internal sealed class DayBook(string? database, EngineOptions options)
{
    private const int DateCharactersMax = 10;

    private readonly ReportCalendar _calendar = new(SessionCalendar.Cme());
    private readonly Lock _gate = new();
    private (JournalPosition At, string Asked, DayView View)? _known;

    /// <summary>A trade date, or why there is none.</summary>
    /// <param name="asked">yyyy-MM-dd; empty = the newest.</param>
    internal DayView Look(string asked)
    {
        if (database is null || !File.Exists(database))
            return Fault("there is no database of trades (Projection:Path)");
        if (asked.Length > DateCharactersMax || (asked.Length > 0 && !TryDate(asked, out _)))
            return Fault("a trade date is yyyy-MM-dd");
        lock (_gate)
        {
            try
            {
                using var connection = ProjectionFile.OpenToRead(database);
                var at = DayQueries.PositionOf(connection);
                if (_known is { } known && known.At == at && known.Asked == asked)
                    return known.View;
                var view = Make(connection, asked);
                _known = (at, asked, view);
                return view;
            }
            catch (Exception fault) when (fault is SqliteException or ProjectionException or ReportException)
            {
                return Fault(fault.Message);
            }
        }
    }

    private DayView Make(SqliteConnection connection, string asked)
    {
        var view = new DayView();
        view.Date.AddRange(DayQueries.DatesOf(connection, _calendar));
        view.TradeDate = asked.Length > 0 ? asked : view.Date.FirstOrDefault() ?? "";
        view.Booked.AddRange(DayQueries.BookedOf(connection));
        if (!TryDate(view.TradeDate, out var date))
            return view;

        var period = _calendar.Of(ReportKind.Day, date);
        var rows = PeriodRows.Read(database!, period);
        var books = Books.Of(rows, period, new Dictionary<string, long>());
        var seed = Books.SeedOf(period);
        view.Book.AddRange(books.Select(DayLines.Of));
        view.Trips = (uint)rows.Trades.Count;
        view.Trip.AddRange(rows.Trades.Reverse().Take(DayLines.RowsMax).Select(trade => DayLines.Of(trade, TickOf(trade.Instrument))));
        view.Signals = (uint)rows.Signals.Count;
        var ghosts = rows.Ghosts.GroupBy(ghost => ghost.SignalId).ToDictionary(group => group.Key, group => group.Last().Cents1);
        view.Signal.AddRange(
            rows.Signals.Reverse().Take(DayLines.RowsMax).Select(signal => DayLines.Of(signal, TickOf(signal.Instrument), ghosts))
        );
        view.Gate.AddRange(ThresholdCard.Gates(rows, options.Instruments, seed).Select(DayLines.Of));
        view.Threshold.AddRange(ThresholdCard.Lines(rows, options.Instruments, seed).Select(DayLines.Of));
        var outcomes = books.MaxBy(book => book.All.Trades)?.ByFeature ?? [];
        view.Feature.AddRange(DayQueries.FeaturesOf(connection, period).Select(line => DayLines.With(line, outcomes)));
        return view;
    }

    private double TickOf(string instrument) =>
        (double)(options.Instruments.FirstOrDefault(one => one.Name == instrument)?.TickSizePoints ?? 0);

    private static DayView Fault(string why) => new() { Fault = why };

    private static bool TryDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
}
