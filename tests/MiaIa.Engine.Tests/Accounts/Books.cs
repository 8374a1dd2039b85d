using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Accounts;

/// <summary>Accounts and fills for tests: ES in slot 0, MES in slot 1, with the seed's fees.</summary>
internal static class Books
{
    public const int Es = 0,
        Mes = 1;

    public static readonly AccountInstrument[] Instruments =
    [
        new("ES", 1250, 1_300_000, FeeTable.Always(215)),
        new("MES", 125, 130_000, FeeTable.Always(57)),
    ];

    private static ulong _key = 1;

    /// <summary>A Wednesday, in the hours of trading.</summary>
    public static UnixNanos Morning { get; } = NewYork.At("2026-06-10 10:00");

    public static AccountLedger Ledger(AccountOptions? options = null, UnixNanos? at = null)
    {
        var ledger = new AccountLedger(options ?? new AccountOptions(), Instruments);
        ledger.Advance(at ?? Morning);
        return ledger;
    }

    /// <summary>A fill of its own key; + bought, − sold.</summary>
    public static Fill Fill(int lots, int price, UnixNanos at, ulong orderId = 0) =>
        new(
            _key++,
            orderId,
            orderId == 0 ? OrderRole.External : OrderRole.Entry,
            lots < 0 ? Direction.Short : Direction.Long,
            Contracts.Trusted(Math.Abs(lots)),
            PriceTicks.Trusted(price),
            at,
            false
        );

    public static FillOutcome Fills(this AccountLedger ledger, int slot, int lots, int price, UnixNanos at, ulong orderId = 0) =>
        ledger.Take(Fill(lots, price, at, orderId), slot);

    /// <summary>A round trip of one contract that brings so many ticks.</summary>
    public static void Trips(this AccountLedger ledger, int slot, int price, int ticks, UnixNanos at, int lots = 1)
    {
        ledger.Fills(slot, lots, price, at);
        ledger.Fills(slot, -lots, price + ticks, at);
    }

    public static EntryNote Note(ulong orderId, ulong signalId, int lots, int price, UnixNanos at, int stopTicks = 8) =>
        new(
            orderId,
            signalId,
            lots < 0 ? Direction.Short : Direction.Long,
            Contracts.Trusted(Math.Abs(lots)),
            PriceTicks.Trusted(price),
            stopTicks,
            at
        );
}
