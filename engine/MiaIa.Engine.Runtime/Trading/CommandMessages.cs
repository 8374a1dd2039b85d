using System.Buffers.Binary;
using MiaIa.Engine.Orders;
using MiaIa.Engine.Runtime.Hashing;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Trading;

/// <summary>Intents of the order stage as commands to a study. The same intent gives the same bytes.</summary>
public static class CommandMessages
{
    /// <summary>The command of an intent.</summary>
    /// <param name="intent">Of a core in <see cref="TradingMode.Sim"/> or <see cref="TradingMode.Live"/>: in dry-run no command leaves.</param>
    /// <param name="mode">The engine's.</param>
    /// <param name="account">The account that orders may go to; empty = the chart's.</param>
    /// <param name="maxDriftTicks">How far the market may have moved from the reference when the study has it.</param>
    /// <param name="timeToLiveMillis">How old it may be then, on the study's own clock.</param>
    public static EngineFrame Of(in OrderIntent intent, TradingMode mode, string account, int maxDriftTicks, int timeToLiveMillis) =>
        intent.Kind switch
        {
            OrderIntentKind.Enter => new() { OrderCommand = Enter(intent, mode, account, maxDriftTicks, timeToLiveMillis) },
            OrderIntentKind.CancelEntry => new()
            {
                CancelCommand = new() { CommandId = CommandId.Of(intent.OrderId), Reason = intent.Reason },
            },
            OrderIntentKind.Flatten => new()
            {
                Flatten = new()
                {
                    CommandId = CommandId.Of(intent.OrderId),
                    By = "engine",
                    Reason = intent.Reason,
                },
            },
            OrderIntentKind.Query => new() { OrderQuery = new() { CommandId = CommandId.Of(intent.OrderId) } },
            _ => throw new ArgumentOutOfRangeException(nameof(intent), intent.Kind, "an intent without a command"),
        };

    private static OrderCommand Enter(in OrderIntent intent, TradingMode mode, string account, int maxDriftTicks, int timeToLiveMillis)
    {
        var entry = intent.Entry;
        return new()
        {
            CommandId = CommandId.Of(intent.OrderId),
            SignalId = entry.SignalId,
            Direction = (Direction)(int)entry.Direction,
            Type = entry.Limit.IsKnown ? OrderType.Limit : OrderType.Market,
            QuantityLots = (uint)entry.Lots.Value,
            LimitPriceTicks = entry.Limit.Value,
            ReferencePriceTicks = entry.Reference.Value,
            StopOffsetTicks = (uint)entry.StopTicks,
            TargetOffsetTicks = (uint)entry.TargetTicks,
            MaxDriftTicks = (uint)maxDriftTicks,
            TimeToLiveMs = (uint)timeToLiveMillis,
            Nonce = Nonce(intent.OrderId),
            Mode = mode,
            Account = account,
        };
    }

    // Fresh for each command, and made anew by a replay.
    private static ulong Nonce(ulong orderId)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, orderId);
        return Fnv1a.Append(Fnv1a.Seed, bytes) | 1;
    }
}
