namespace MiaIa.SierraFiles.Synthetic;

/// <summary>Writes the two files of the made-up session and counts what it wrote.</summary>
internal sealed class SyntheticTape(RecordWriter<ScidRecord> trades, RecordWriter<DepthRecord> depth)
{
    private const float PointsATick = 0.25f;
    private readonly List<DepthRecord> _batch = [];
    private long _lastTradeMicros;

    public long Trades { get; private set; }

    public long BuyLots { get; private set; }

    public long SellLots { get; private set; }

    public long DepthBatches { get; private set; }

    /// <summary>Adds a change to the batch that <see cref="EndBatch"/> closes.</summary>
    public void Tell(DepthCommand command, int priceTicks, uint lots) =>
        _batch.Add(
            new DepthRecord
            {
                Command = command,
                Price = priceTicks * PointsATick,
                Quantity = lots,
                NumOrders = (ushort)(lots == 0 ? 0 : 1 + (lots / 5)),
            }
        );

    /// <summary>Writes the batch, at the given time or after the trades that caused it.</summary>
    public void EndBatch(long sierraMicros)
    {
        if (_batch.Count == 0)
            return;
        var time = Math.Max(sierraMicros, _lastTradeMicros);
        for (var i = 0; i < _batch.Count; i++)
            depth.Append(_batch[i] with { SierraMicros = time, EndsBatch = i == _batch.Count - 1 });
        _batch.Clear();
        DepthBatches++;
    }

    /// <summary>Writes one trade at one price, unbundled into the resting orders that it filled.</summary>
    /// <param name="sierraMicros">The millisecond; sub-trades number on inside it.</param>
    /// <param name="isBuy">Who crossed.</param>
    /// <param name="bidTicks">Best bid before the trade.</param>
    /// <param name="askTicks">Best ask before the trade.</param>
    /// <param name="parts">Lots of each filled order; at least one.</param>
    public void Print(long sierraMicros, bool isBuy, int bidTicks, int askTicks, IReadOnlyList<uint> parts)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            var group =
                parts.Count == 1 ? PrintGroup.None
                : i == 0 ? PrintGroup.First
                : i == parts.Count - 1 ? PrintGroup.Last
                : PrintGroup.None;
            _lastTradeMicros = Math.Max(sierraMicros, _lastTradeMicros + 1);
            trades.Append(
                new ScidRecord
                {
                    SierraMicros = _lastTradeMicros,
                    Open = ScidRecord.Marker(group),
                    High = askTicks * PointsATick,
                    Low = bidTicks * PointsATick,
                    Close = (isBuy ? askTicks : bidTicks) * PointsATick,
                    NumTrades = 1,
                    TotalVolume = parts[i],
                    BidVolume = isBuy ? 0 : parts[i],
                    AskVolume = isBuy ? parts[i] : 0,
                }
            );
            if (isBuy)
                BuyLots += parts[i];
            else
                SellLots += parts[i];
        }

        Trades++;
    }
}
