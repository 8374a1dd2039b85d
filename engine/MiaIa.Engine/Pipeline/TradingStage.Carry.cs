using MiaIa.Engine.Market;

namespace MiaIa.Engine.Pipeline;

/// <content>What must outlive a chain; the account carries itself.</content>
public sealed partial class TradingStage
{
    private const long CarryVersion = 1;

    /// <summary>Writes orders, what is filled on paper, and ghosts.</summary>
    /// <exception cref="CarryException">The writer has no room.</exception>
    public void Save(CarryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteInt64(CarryVersion);
        writer.WriteUInt64(LastRefused);
        Orders.Save(writer);
        Paper.Save(writer);
        Ghosts.Save(writer);
    }

    /// <summary>Goes on from what was written. Only for a stage that nothing has happened in.</summary>
    /// <exception cref="CarryException">What was written does not fit.</exception>
    public void Load(ref CarryReader reader)
    {
        reader.ReadVersion(CarryVersion);
        LastRefused = (uint)reader.ReadUInt64();
        Orders.Load(ref reader);
        Paper.Load(ref reader);
        Ghosts.Load(ref reader);
        _feesOf = Account.TradeDate;
    }
}
