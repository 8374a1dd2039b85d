using MiaIa.Engine.Market;
using MiaIa.Engine.Risk;
using MiaIa.SierraFiles;

namespace MiaIa.Evidence.Recordings;

/// <summary>Which trading days a folder of recordings holds, and which of them can be played.</summary>
public sealed class RecordingIndex
{
    // Of the trades of a file that has no depth, so many make one that has it the better one.
    private const double NearlyAll = 0.95;

    private readonly TradingDays _calendar;
    private readonly ContractCalendar _contracts;
    private readonly FrontRule _rule;
    private readonly bool _needsDepth;

    private RecordingIndex(RecordingFiles files, FrontRule rule, int rollDays, TradingDays calendar, bool needsDepth)
    {
        Files = files;
        (_rule, _calendar, _needsDepth) = (rule, calendar, needsDepth);
        _contracts = new ContractCalendar(SessionCalendar.Cme(), rollDays);
        RecordedDay[] days =
        [
            .. files.Trades.Where(file => file.Problem.Length == 0).GroupBy(file => file.Instrument).OrderBy(g => g.Key).SelectMany(DaysOf),
        ];
        Days = [.. days.Concat(WithoutTrades(days)).OrderBy(day => day.Instrument, StringComparer.Ordinal).ThenBy(day => day.Date)];
    }

    /// <summary>File by file.</summary>
    public RecordingFiles Files { get; }

    /// <summary>By instrument, then by date.</summary>
    public IReadOnlyList<RecordedDay> Days { get; }

    /// <summary>Makes one of files that were read.</summary>
    /// <param name="files">Whatever was found.</param>
    /// <param name="rule">How contracts are chosen.</param>
    /// <param name="rollDays">Days before a contract's last from which the calendar prefers the next one: the settings' roll days.</param>
    /// <param name="calendar">The trading days.</param>
    /// <param name="needsDepth">Whether a day without depth, of which no signal can come, counts as one that cannot be played.</param>
    public static RecordingIndex Of(RecordingFiles files, FrontRule rule, int rollDays, TradingDays calendar, bool needsDepth = true)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(calendar);
        return new(files, rule, rollDays, calendar, needsDepth);
    }

    private IEnumerable<RecordedDay> DaysOf(IGrouping<string, TradeFile> files)
    {
        var byDate = files
            .SelectMany(file => file.Days.Select(day => (File: file, Day: day, Contract: ContractOf(file, day.Date))))
            .GroupBy(one => one.Day.Date)
            .OrderBy(group => group.Key);
        Dictionary<ContractSymbol, long> before = [];
        foreach (var date in byDate)
        {
            var held = date.GroupBy(one => one.Contract).ToDictionary(group => group.Key, group => Played([.. group]));
            var lots = held.ToDictionary(one => one.Key, one => one.Value.Day.Lots);
            var wanted = Wanted(files.Key, date.Key, before.Keys.Any(held.ContainsKey) ? before : lots, held.Keys);
            yield return held.TryGetValue(wanted, out var found)
                ? Beside(DayOf(date.Key, found.File, found.Day, wanted, lots), date.Select(one => (one.File, one.Day, one.Contract)))
                : new RecordedDay(date.Key, files.Key, NameOf(wanted))
                {
                    OtherContractsLots = Others(lots, wanted),
                    Unusable =
                    [
                        $"{NameOf(wanted)} is in front and was not recorded; there is {string.Join(", ", lots.Keys.Select(NameOf))}",
                    ],
                };
            before = lots;
        }
    }

    // Of several files of one contract, the one that holds more of the day; where it has no depth, one that has depth and nearly as many trades.
    private (TradeFile File, FileDay Day, ContractSymbol Contract) Played((TradeFile File, FileDay Day, ContractSymbol Contract)[] files)
    {
        var most = files.MaxBy(one => one.Day.Lots);
        return HasDepth(most.File, most.Day)
            ? most
            : files
                .Where(one => one.Day.TradeRecords >= NearlyAll * most.Day.TradeRecords && HasDepth(one.File, one.Day))
                .DefaultIfEmpty(most)
                .MaxBy(one => one.Day.Lots);
    }

    private bool HasDepth(TradeFile file, FileDay day)
    {
        var (_, depth, sound) = DepthOf(_calendar.Of(day.Date)!.Value, file);
        return !DayRemarks.Unusable(day, depth, sound).Any();
    }

    // All files of depth of the hours, one a date, and those of them that can be used.
    private (DepthFile[] All, DepthFile[] OnePerDate, DepthFile[] Sound) DepthOf(TradingSession session, TradeFile file)
    {
        var all = Files
            .Depth.Where(one => one.Symbol == file.Symbol && one.Date >= DateOf(session.OpensAt) && one.Date <= DateOf(session.ClosesAt))
            .OrderBy(one => one.Date)
            .ToArray();
        DepthFile[] depth = [.. all.DistinctBy(one => one.Date)];
        return (all, depth, [.. depth.Where(one => one.Problem.Length == 0)]);
    }

    private static RecordedDay Beside(RecordedDay day, IEnumerable<(TradeFile File, FileDay Day, ContractSymbol Contract)> held)
    {
        var others = held.Where(one => one.File.Path != day.ScidPath && NameOf(one.Contract) == day.Contract);
        return day with { RecordingRemarks = [.. day.RecordingRemarks, .. DayRemarks.Beside(others.Select(one => (one.File, one.Day)))] };
    }

    // A day of which there is depth alone: a table that did not have it would say that nothing was recorded.
    private IEnumerable<RecordedDay> WithoutTrades(RecordedDay[] days)
    {
        var alone =
            from depth in Files.Depth
            where depth.Problem.Length == 0 && !Files.Trades.Any(file => file.Symbol == depth.Symbol && file.Problem.Length == 0)
            let instrument = InstrumentPrices.OfSymbol(depth.Symbol)?.Instrument ?? ""
            where instrument.Length > 0 && _calendar.Of(depth.Date) is not null
            where !Array.Exists(days, day => day.Instrument == instrument && day.Date == depth.Date)
            group depth by (Instrument: instrument, depth.Date);
        foreach (var files in alone)
        {
            var symbol = files.First().Symbol;
            var contract = ContractSymbol.TryParse(symbol, files.Key.Date, out var found) ? found : ContractSymbol.Of(symbol, 0, 0);
            yield return new RecordedDay(files.Key.Date, files.Key.Instrument, NameOf(contract))
            {
                DepthPaths = [.. files.Select(depth => depth.Path)],
                Unusable = [$"there is depth and no trade: {symbol}.scid is not there, or cannot be used"],
            };
        }
    }

    private ContractSymbol Wanted(
        string instrument,
        DateOnly date,
        Dictionary<ContractSymbol, long> volumes,
        IReadOnlyCollection<ContractSymbol> held
    )
    {
        if (_rule == FrontRule.Volume)
            return volumes.Where(one => held.Contains(one.Key)).MaxBy(one => one.Value).Key;
        var front = _contracts.FrontOf(instrument, date);
        return _contracts.StandingOf(front, date) is ContractStanding.Front ? front : ContractCalendar.NextOf(front);
    }

    private RecordedDay DayOf(DateOnly date, TradeFile file, FileDay trades, ContractSymbol contract, Dictionary<ContractSymbol, long> lots)
    {
        var session = _calendar.Of(date)!.Value;
        var (all, depth, sound) = DepthOf(session, file);
        string[] without = [.. DayRemarks.Unusable(trades, depth, sound)];
        var (recorded, ofDay, areWhole) = DayRemarks.Hours(session, trades);
        var chain = new DayChain(Files, _calendar).Find(date, file);
        return new(date, file.Instrument, NameOf(contract))
        {
            ScidPath = file.Path,
            DepthPaths = [.. sound.Select(one => one.Path)],
            ChainPath = chain.Table?.Path ?? "",
            BasisPoints = chain.BasisPoints,
            VolatilityPercent = chain.VolatilityPercent,
            Trades = trades,
            StepsBack = file.Order.StepsBack,
            OtherContractsLots = Others(lots, contract),
            Unusable = _needsDepth ? without : [],
            HoursRecorded = recorded,
            HoursOfDay = ofDay,
            IsWhole = areWhole,
            OptionRemarks = [.. DayRemarks.OfOptions(chain)],
            RecordingRemarks =
            [
                .. DayRemarks.Of(session, file, trades, sound),
                .. DayRemarks.BesideDepth(all, depth),
                .. _needsDepth ? [] : without,
            ],
        };
    }

    private static SortedDictionary<string, long> Others(Dictionary<ContractSymbol, long> lots, ContractSymbol chosen) =>
        new(lots.Where(one => one.Key != chosen).ToDictionary(one => NameOf(one.Key), one => one.Value), StringComparer.Ordinal);

    private static ContractSymbol ContractOf(TradeFile file, DateOnly date) =>
        ContractSymbol.TryParse(file.Symbol, date, out var contract) ? contract : ContractSymbol.Of(file.Symbol, 0, 0);

    private static string NameOf(ContractSymbol contract) =>
        contract.Month == 0 ? contract.Root ?? "" : $"{contract.Root}{"FGHJKMNQUVXZ"[contract.Month - 1]}{contract.Year % 100:00}";

    private static DateOnly DateOf(UnixNanos moment) =>
        DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(moment.Value / UnixNanos.PerMilli).UtcDateTime);
}
