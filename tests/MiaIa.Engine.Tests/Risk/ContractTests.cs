using System.Globalization;
using System.IO.Compression;
using MiaIa.Engine.Risk;
using MiaIa.Engine.Tests.Support;
using MiaIa.SierraFiles;

namespace MiaIa.Engine.Tests.Risk;

public sealed class ContractTests
{
    private static readonly ContractCalendar Contracts = new(EntryCase.Calendar, new RiskOptions().RollDays);
    private static readonly DateOnly Today = new(2026, 11, 29);

    [TestCase("ESZ26_FUT_CME", "ES", 2026, 12)]
    [TestCase("ESM26-CME", "ES", 2026, 6)]
    [TestCase("[Sim]ESZ26_FUT_CME", "ES", 2026, 12)]
    [TestCase("SYNTHETIC-ESZ26_FUT_CME", "ES", 2026, 12)]
    [TestCase("[Sim]SYNTHETIC-ESZ26", "ES", 2026, 12)]
    [TestCase("ESZ6.CME", "ES", 2026, 12)]
    [TestCase("ESH7", "ES", 2027, 3)]
    [TestCase("ESU5", "ES", 2025, 9)]
    [TestCase("ESU4", "ES", 2034, 9)]
    [TestCase("MESU26_FUT_CME", "MES", 2026, 9)]
    [TestCase("F.US.MESZ26", "MES", 2026, 12)]
    [TestCase("@ESZ26", "ES", 2026, 12)]
    [TestCase("mnqh27_fut_cme", "MNQ", 2027, 3)]
    [TestCase(" NQZ26 ", "NQ", 2026, 12)]
    public void A_symbol_names_root_month_and_year(string text, string root, int year, int month)
    {
        Assert.That(ContractSymbol.TryParse(text, Today, out var symbol), text);
        Assert.That(symbol, Is.EqualTo(ContractSymbol.Of(root, year, month)));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("ES")]
    [TestCase("ES_FUT_CME")]
    [TestCase("Z26")]
    [TestCase("ESA26", Description = "no month has that letter")]
    [TestCase("ESZ2026", Description = "four digits are no year of a symbol")]
    [TestCase("ESZ26B")]
    [TestCase("26ESZ")]
    [TestCase("$SPX")]
    public void What_names_no_contract_is_none(string? text)
    {
        Assert.That(ContractSymbol.TryParse(text, Today, out var symbol), Is.False);
        Assert.That(symbol.IsKnown, Is.False);
        Assert.That(symbol.ToString(), Is.Empty);
    }

    // Sierra's own export, in US Central time: a contract's last bar lies on its last day.
    [TestCase("ESH23")]
    [TestCase("ESM23")]
    [TestCase("ESU23")]
    [TestCase("ESZ23")]
    public void The_last_recorded_bar_of_a_contract_is_of_its_last_day(string symbol)
    {
        var file = $"es-5m-bars/{symbol}-CME.scid_BarData__5m.txt.gz";
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Recorded.File(file)), CompressionMode.Decompress));
        var last = DateOnly.FromDateTime(BarExport.Read(reader, file).Last().Start);
        Assert.That(ContractSymbol.TryParse(file.Split('/')[1], last, out var contract));
        Assert.That(Contracts.TryExpiryOf(contract, out var day));
        Assert.That(day, Is.EqualTo(last));
    }

    // The exchange's own last days.
    [TestCase("ESH23", "2023-03-17")]
    [TestCase("ESM23", "2023-06-16")]
    [TestCase("ESU23", "2023-09-15")]
    [TestCase("ESZ23", "2023-12-15")]
    [TestCase("ESH24", "2024-03-15")]
    [TestCase("ESM24", "2024-06-21")]
    [TestCase("ESU24", "2024-09-20")]
    [TestCase("ESZ24", "2024-12-20")]
    [TestCase("ESH25", "2025-03-21")]
    [TestCase("ESM25", "2025-06-20")]
    [TestCase("ESH26", "2026-03-20")]
    [TestCase("ESM26", "2026-06-18", TestName = "The third Friday is Juneteenth")]
    [TestCase("ESU26", "2026-09-18")]
    [TestCase("ESZ26", "2026-12-18")]
    [TestCase("ESH27", "2027-03-19")]
    [TestCase("ESM27", "2027-06-17", TestName = "The third Friday is Juneteenth, observed")]
    public void A_contract_ends_by_the_exchanges_calendar(string symbol, string lastDay)
    {
        Assert.That(Contracts.TryExpiryOf(Parse(symbol), out var day));
        Assert.That(day, Is.EqualTo(Day(lastDay)));
    }

    [Test]
    public void A_month_in_which_none_ends_has_no_expiry() =>
        Assert.That(Contracts.TryExpiryOf(ContractSymbol.Of("ES", 2026, 7), out _), Is.False);

    [TestCase("2026-06-09", "ESM26", ContractStanding.Front)]
    [TestCase("2026-06-09", "ESU26", ContractStanding.TooFar)]
    [TestCase("2026-06-10", "ESM26", ContractStanding.Rolling)]
    [TestCase("2026-06-10", "ESU26", ContractStanding.Next)]
    [TestCase("2026-06-10", "ESZ26", ContractStanding.TooFar)]
    [TestCase("2026-06-17", "ESM26", ContractStanding.Rolling)]
    [TestCase("2026-06-18", "ESM26", ContractStanding.Expiring)]
    [TestCase("2026-06-18", "ESU26", ContractStanding.Next)]
    [TestCase("2026-06-19", "ESM26", ContractStanding.Expiring)]
    [TestCase("2026-06-19", "ESU26", ContractStanding.Front)]
    [TestCase("2026-12-31", "ESH27", ContractStanding.Front)]
    [TestCase("2026-12-31", "ESZ26", ContractStanding.Expiring)]
    [TestCase("2026-06-09", "ESN26", ContractStanding.Unknown)]
    public void Fault_44_From_the_roll_day_both_contracts_stand_and_on_its_last_day_the_old_one_falls(
        string day,
        string symbol,
        ContractStanding standing
    )
    {
        Assert.That(Contracts.StandingOf(Parse(symbol), Day(day)), Is.EqualTo(standing));
        var accepted = standing is ContractStanding.Front or ContractStanding.Rolling or ContractStanding.Next;
        var entry = new EntryCase
        {
            Now = NewYork.At(day + " 11:00"),
            Chart = Parse(symbol),
            Trade = Parse(symbol),
        };
        Assert.That(entry.Judge().IsRefusedBy(RiskCode.ContractGuard), Is.EqualTo(!accepted));
    }

    [Test]
    public void Fault_44_The_evening_before_the_last_day_is_the_last_day()
    {
        var entry = new EntryCase { Now = NewYork.At("2026-06-17 17:59") };
        Assert.That(entry.Judge().IsRefusedBy(RiskCode.ContractGuard), Is.False);
        Assert.That((entry with { Now = NewYork.At("2026-06-17 18:00") }).Judge().IsRefusedBy(RiskCode.ContractGuard));
    }

    // Chart and orders must name one contract, of the instrument that is judged.
    [TestCase("ESM26", "ESM26", true)]
    [TestCase("ESM26", "ESU26", false)]
    [TestCase("ESM26", "MESM26", false)]
    [TestCase("ESM26", "", false)]
    [TestCase("", "ESM26", false)]
    [TestCase("", "", false)]
    [TestCase("NQM26", "NQM26", false)]
    public void Fault_44_Chart_orders_and_calendar_name_one_contract(string chart, string trade, bool passes)
    {
        var entry = new EntryCase { Chart = Parse(chart), Trade = Parse(trade) };
        Assert.That(entry.Refusals(), Is.EqualTo(passes ? "" : "CONTRACT_GUARD"));
    }

    private static ContractSymbol Parse(string text) => ContractSymbol.TryParse(text, Today, out var symbol) ? symbol : default;

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
