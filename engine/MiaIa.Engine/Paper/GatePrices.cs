using MiaIa.Engine.Market;
using MiaIa.Engine.Risk;

namespace MiaIa.Engine.Paper;

/// <summary>The prices of all gates under one rule for limits.</summary>
internal sealed class GatePrices
{
    private readonly GatePrice[] _together = new GatePrice[RefusalSet.CodesMax];
    private readonly GatePrice[] _alone = new GatePrice[RefusalSet.CodesMax];

    /// <summary>Of the signals that no gate refused.</summary>
    internal GatePrice Approved { get; private set; }

    internal GatePrice Of(RiskCode code, bool isAlone) => (isAlone ? _alone : _together)[(int)code];

    internal void Add(in GhostTrade ghost)
    {
        var codes = ghost.RefusedBy;
        if (codes.Count == 0)
            Approved = Approved.With(ghost.Trip);
        for (var code = 0; code < RefusalSet.CodesMax; code++)
        {
            if (!codes.Contains((RiskCode)code))
                continue;
            _together[code] = _together[code].With(ghost.Trip);
            if (codes.Count == 1)
                _alone[code] = _alone[code].With(ghost.Trip);
        }
    }

    internal void Clear()
    {
        Approved = default;
        Array.Clear(_together);
        Array.Clear(_alone);
    }

    internal void Save(CarryWriter to)
    {
        Save(to, Approved);
        for (var code = 0; code < RefusalSet.CodesMax; code++)
        {
            Save(to, _together[code]);
            Save(to, _alone[code]);
        }
    }

    internal void Load(ref CarryReader from)
    {
        Approved = Read(ref from);
        for (var code = 0; code < RefusalSet.CodesMax; code++)
        {
            _together[code] = Read(ref from);
            _alone[code] = Read(ref from);
        }
    }

    private static void Save(CarryWriter to, GatePrice price)
    {
        to.WriteInt64(price.Count);
        to.WriteInt64(price.Winners);
        to.WriteInt64(price.LotTicks);
        to.WriteInt64(price.Profit.Zero);
        to.WriteInt64(price.Profit.One);
        to.WriteInt64(price.Profit.Two);
    }

    private static GatePrice Read(ref CarryReader from)
    {
        var count = from.ReadCount(int.MaxValue);
        return new(count, from.ReadCount(count), from.ReadInt64(), new(from.ReadInt64(), from.ReadInt64(), from.ReadInt64()));
    }
}
