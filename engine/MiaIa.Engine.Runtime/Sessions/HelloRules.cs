using System.Globalization;
using MiaIa.Engine.Runtime.State;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Sessions;

/// <summary>Who may take part. The answer names both values, so that the trader sees which side to change.</summary>
public static class HelloRules
{
    /// <summary>The protocol that this engine speaks.</summary>
    public const uint ProtocolVersion = 5;

    private const int NameCharactersMax = 64;

    /// <summary>Returns why the study may not take part, or null when it may.</summary>
    public static Refused? FirstBroken(ulong epoch, Hello hello, EngineState step)
    {
        ArgumentNullException.ThrowIfNull(hello);
        ArgumentNullException.ThrowIfNull(step);
        return FirstBroken(hello, step) ?? Same(step.FindEpoch(epoch)?.Hello, hello);
    }

    /// <summary>
    /// Why a study may only read although it fits, or null when it may publish: a chart's Trade and Current Quote Symbol is what its
    /// book and its orders are for, and its trades are another symbol's; a journal belongs to one account.
    /// </summary>
    public static string? ReadsBecause(Hello hello, InstrumentEngine instrument, EngineState state)
    {
        ArgumentNullException.ThrowIfNull(hello);
        if (TradeSymbol(hello) != hello.Contract)
            return $"the chart's Trade and Current Quote Symbol is {Shown(hello.TradeSymbol)} and its own {Shown(hello.Contract)}";
        return OtherAccount(hello, instrument, state);
    }

    /// <summary>
    /// Why a study may not publish by its account, or null when it may. What another account tells would be taken for the truth of a position that it
    /// does not hold: flat there would be a stop that filled here. And the day's loss, the trades and the latches are those of one account.
    /// </summary>
    public static string? OtherAccount(Hello hello, InstrumentEngine instrument, EngineState state)
    {
        ArgumentNullException.ThrowIfNull(hello);
        ArgumentNullException.ThrowIfNull(instrument);
        ArgumentNullException.ThrowIfNull(state);
        var trading = instrument.Core.Trading;
        if (trading.Mode == Accounts.TradingMode.DryRun)
            return null;
        if (
            (trading.Orders.OwnPosition != 0 || trading.Orders.HasOpenEntry)
            && instrument.Publisher?.Hello.Account is { } account
            && account != hello.Account
        )
        {
            return $"{instrument.Name} has a position or an order of ours in account {Shown(account)}, and the chart's is {Shown(hello.Account)}: "
                + "select that one until it is closed";
        }

        return state.TradedAccount.Length > 0 && state.TradedAccount != hello.Account
            ? $"the journal is of account {Shown(state.TradedAccount)}, and the chart's is {Shown(hello.Account)}: "
                + "select that one, or start the engine with another Journal:Directory"
            : null;
    }

    private static string TradeSymbol(Hello hello) => hello.TradeSymbol.Length == 0 ? hello.Contract : hello.TradeSymbol;

    // An epoch's frames go into the core of its instrument, so what it is cannot change while it lives.
    private static Refused? Same(Hello? known, Hello hello)
    {
        if (known is null)
            return null;
        if (known.Secret != 0 && known.Secret != hello.Secret)
            return Because("epoch_taken", $"this epoch belongs to another program: a study begins an epoch of its own");
        return IsSame(known, hello)
            ? null
            : Because(
                "epoch_changed",
                $"this epoch was {Shown(known.Instrument)} {Shown(known.Contract)} {Shown(known.Label)} and is {Shown(hello.Instrument)} {Shown(hello.Contract)} {Shown(hello.Label)} now, with trade symbol {Shown(TradeSymbol(known))} and {Shown(TradeSymbol(hello))}: a study begins a new epoch then"
            );
    }

    private static bool IsSame(Hello known, Hello hello) =>
        known.Instrument == hello.Instrument
        && known.Contract == hello.Contract
        && known.Label == hello.Label
        && TradeSymbol(known) == TradeSymbol(hello);

    private static Refused? FirstBroken(Hello hello, EngineState step)
    {
        if (hello.ProtocolVersion != ProtocolVersion)
        {
            return Because(
                "version_mismatch",
                $"the study {Shown(hello.StudyVersion)} speaks protocol {hello.ProtocolVersion}, the engine {step.Options.EngineVersion} speaks {ProtocolVersion}"
            );
        }

        if (step.FindInstrument(hello.Instrument) is not { } instrument)
        {
            return Because(
                "bad_instrument",
                $"the study trades {Shown(hello.Instrument)}, the engine {string.Join(", ", step.Instruments.Select(l => l.Name))}"
            );
        }

        return Money(hello, instrument) ?? ModeRules.FirstBroken(hello, instrument.Core.Options.Trading) ?? Label(hello) ?? Rest(hello);
    }

    private static Refused? Money(Hello hello, InstrumentEngine instrument)
    {
        // Both come from decimal settings; half a millionth is far below any tick and far above rounding.
        const double slack = 5e-7;
        var size = (double)instrument.Core.Options.TickSizePoints;
        var value = (double)instrument.Core.Options.TickValueUsd;
        if (!(Math.Abs(hello.TickSizePoints - size) <= slack))
            return Because("bad_tick_size", $"{instrument.Name}: the study's tick is {hello.TickSizePoints} points, the engine's {size}");

        return Math.Abs(hello.TickValueUsd - value) <= slack
            ? null
            : Because("bad_tick_value", $"{instrument.Name}: the study's tick is worth {hello.TickValueUsd} USD, the engine's {value}");
    }

    private static Refused? Label(Hello hello)
    {
        if (hello.Label is not ("" or "SYNTHETIC" or "REPLAY"))
            return Because("bad_label", $"the study's label is {Shown(hello.Label)}, known are SYNTHETIC, REPLAY and none");

        if (hello.Contract.Contains("SYNTHETIC", StringComparison.Ordinal) && hello.Label != "SYNTHETIC")
            return Because("bad_label", $"the contract {Shown(hello.Contract)} is made up, the study's label is {Shown(hello.Label)}");

        return hello.Replay == ReplayState.Running && hello.Label.Length == 0
            ? Because("bad_label", $"the chart is replaying, and the study's label does not say so")
            : null;
    }

    private static Refused? Rest(Hello hello)
    {
        if (
            hello.Contract.Length is < 1 or > NameCharactersMax
            || hello.Account.Length > NameCharactersMax
            || hello.TradeSymbol.Length > NameCharactersMax
        )
        {
            return Because(
                "malformed",
                $"contract {Shown(hello.Contract)}, account {Shown(hello.Account)}, trade symbol {Shown(hello.TradeSymbol)}: 1 to 64, 0 to 64 and 0 to 64 characters"
            );
        }

        if (hello.BookDepthLevels is < 1 or > 10)
            return Because("malformed", $"book_depth_levels is {hello.BookDepthLevels}, allowed are 1 to 10");

        if (hello.NewestCounter > Ingress.Limits.CounterMax)
            return Because("malformed", $"newest_counter is {hello.NewestCounter}, at most {Ingress.Limits.CounterMax} is possible");

        return hello.OldestCounter > hello.NewestCounter + 1
            ? Because("malformed", $"oldest_counter {hello.OldestCounter} is behind newest_counter {hello.NewestCounter}")
            : null;
    }

    private static string Shown(string text) => Ingress.Refusal.Quote(text);

    internal static Refused Because(string code, FormattableString text) =>
        new() { Code = code, Text = text.ToString(CultureInfo.InvariantCulture) };
}
