using Google.Protobuf;
using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.State;
using MiaIa.V1;
using Body = MiaIa.V1.StudyFrame;

namespace MiaIa.Replay.Tests;

/// <summary>
/// Writes the journal that an engine would have written had a study sent these events: a run of trades is one batch, a book one
/// snapshot, a clock event one tick. Read again it gives the same events in the same order.
/// </summary>
internal sealed class JournalMaker : IDisposable
{
    private const ulong Epoch = 77;
    private const int TradesABatch = 500;

    private readonly EngineJournal _journal;
    private readonly TradeBatch _batch = new();
    private (long Micros, int Price) _last;
    private long _receivedAt;
    private ulong _counter;

    public JournalMaker(
        string folder,
        EngineOptions options,
        long startUnixNs,
        string instrument = "ES",
        double tickValue = 12.5,
        (uint Number, uint ChainFirst, ulong FirstSignalId)? segment = null,
        byte[]? carry = null,
        string contract = "U23_FUT_CME",
        uint protocol = 5
    )
    {
        var (number, chainFirst, firstSignalId) = segment ?? (1, 1, 1);
        _journal = new EngineJournal(
            folder,
            new JournalHeader(number, chainFirst, startUnixNs, options.SettingsHash(), firstSignalId, options.EngineVersion)
        );
        Hello = new Body
        {
            Epoch = Epoch,
            Hello = new Hello
            {
                ProtocolVersion = protocol,
                Instrument = instrument,
                Contract = instrument + contract,
                TickSizePoints = 0.25,
                TickValueUsd = tickValue,
                Mode = TradingMode.DryRun,
                BookDepthLevels = 10,
            },
        }.ToByteArray();
        if (carry is not null)
            _journal.Append(JournalRecordKind.Carry, startUnixNs, carry);
        if (number == chainFirst)
            SettingsRecord.Append(_journal, options, startUnixNs);
        _journal.Append(JournalRecordKind.Attach, startUnixNs, Hello);
    }

    public byte[] Hello { get; }

    public string Path => _journal.Path;

    /// <summary>
    /// Whether trades of different local times are different batches: decisions carry how long a feed has been silent. Else a batch has
    /// the local time of its last trade, as a study's call has one.
    /// </summary>
    public bool KeepsLocalTime { get; init; }

    /// <summary>Every frame that was written, when it was asked for.</summary>
    public List<byte[]>? Frames { get; init; }

    public void Add(in MarketEvent e)
    {
        if (
            _batch.VolumeLots.Count > 0
            && (
                e.Kind != MarketEventKind.Trade
                || (KeepsLocalTime && e.ReceivedAt.Value != _receivedAt)
                || _batch.VolumeLots.Count == TradesABatch
            )
        )
        {
            EndBatch();
        }

        _receivedAt = e.ReceivedAt.Value;
        switch (e.Kind)
        {
            case MarketEventKind.Trade:
                Trade(e);
                break;
            case MarketEventKind.Book:
                Write(new Body { Counter = ++_counter, Depth = Depth(e) });
                break;
            case MarketEventKind.Heartbeat:
                Write(
                    new Body
                    {
                        Heartbeat = new Heartbeat
                        {
                            MarketUnixUs = e.ObservedAt.Micros,
                            NewestCounter = _counter,
                            ServerState = 2,
                        },
                    }
                );
                break;
            case MarketEventKind.Clock:
                _journal.Append(JournalRecordKind.ClockTick, _receivedAt, []);
                break;
            default:
                throw new NotSupportedException($"{e.Kind}");
        }
    }

    /// <summary>Writes an End record with a decision hash.</summary>
    public void End(ulong decisionHash)
    {
        EndBatch();
        _journal.Append(JournalRecordKind.End, _receivedAt, BitConverter.GetBytes(decisionHash));
    }

    public void Dispose()
    {
        EndBatch();
        _journal.TryFlush();
        _journal.Dispose();
    }

    private static DepthSnapshot Depth(in MarketEvent e)
    {
        var depth = new DepthSnapshot { ObservedUnixUs = e.ObservedAt.Micros, History = e.IsHistory };
        depth.BidPriceTicks.Add(Given(e.Book!.Bids.ToArray()));
        depth.AskPriceTicks.Add(Given(e.Book.Asks.ToArray()));
        foreach (var level in e.Book.Bids)
        {
            depth.BidLots.Add((uint)level.Lots.Value);
            depth.BidOrders.Add((uint)level.Orders);
        }

        foreach (var level in e.Book.Asks)
        {
            depth.AskLots.Add((uint)level.Lots.Value);
            depth.AskOrders.Add((uint)level.Orders);
        }

        return depth;
    }

    // As a study gives them: up to the last one that does not lie one tick behind the one before.
    private static IEnumerable<int> Given(BookLevel[] levels)
    {
        var prices = levels.Select(level => level.Price.Value).ToArray();
        return prices.Take(
            1 + Enumerable.Range(1, Math.Max(0, prices.Length - 1)).LastOrDefault(i => Math.Abs(prices[i] - prices[i - 1]) > 1)
        );
    }

    private void Trade(in MarketEvent e)
    {
        var (micros, price) = (e.ObservedAt.Micros, e.Price.Value);
        if (_batch.VolumeLots.Count == 0)
            (_batch.BaseUnixUs, _batch.BasePriceTicks, _batch.History, _last) = (micros, price, e.IsHistory, (micros, price));
        _batch.TimeDeltaUs.Add(micros - _last.Micros);
        _batch.PriceDeltaTicks.Add(price - _last.Price);
        _batch.VolumeLots.Add((uint)e.Volume.Value);
        _batch.Aggressor.Add((V1.Aggressor)(int)e.Aggressor);
        _batch.BidOffsetTicks.Add(e.Bid.IsKnown ? e.Bid.Value - price : int.MinValue);
        _batch.AskOffsetTicks.Add(e.Ask.IsKnown ? e.Ask.Value - price : int.MinValue);
        _batch.Group.Add((V1.PrintGroup)(int)e.Group);
        _last = (micros, price);
    }

    private void EndBatch()
    {
        if (_batch.VolumeLots.Count == 0)
            return;
        Write(new Body { Counter = ++_counter, Trades = _batch });
        foreach (
            var column in new System.Collections.IList[]
            {
                _batch.TimeDeltaUs,
                _batch.PriceDeltaTicks,
                _batch.VolumeLots,
                _batch.Aggressor,
                _batch.BidOffsetTicks,
                _batch.AskOffsetTicks,
                _batch.Group,
            }
        )
        {
            column.Clear();
        }
    }

    private void Write(Body frame)
    {
        frame.Epoch = Epoch;
        frame.StudySeenUnixNs = frame.StudySentUnixNs = _receivedAt;
        // The bridge appends its two times to the study's bytes.
        byte[] bytes =
        [
            .. frame.ToByteArray(),
            .. new Body { BridgeReceivedUnixNs = _receivedAt, BridgeSentUnixNs = _receivedAt }.ToByteArray(),
        ];
        Frames?.Add(bytes);
        _journal.Append(JournalRecordKind.StudyFrame, _receivedAt, bytes);
        if (_journal.Records % 1_000 == 0)
            _journal.TryFlush();
    }
}
