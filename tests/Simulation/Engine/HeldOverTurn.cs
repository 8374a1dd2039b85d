using MiaIa.Engine.Accounts;
using MiaIa.Engine.Runtime.State;
using Simulation.Checks;

namespace Simulation.Engine;

/// <summary>What a state has that must outlive the turn of the trading day.</summary>
internal sealed class HeldOverTurn
{
    private readonly EngineState _state;
    private readonly bool _isHalted;
    private readonly TradingBreach _breaches;
    private readonly ulong _newestSignal;
    private readonly (int Own, int External, int Lots, double AverageTicks) _position;

    internal HeldOverTurn(EngineState state)
    {
        var trading = state.Instruments[0].Core.Trading;
        _state = state;
        _isHalted = state.IsHalted;
        _breaches = state.Account.Breaches;
        _newestSignal = state.NewestSignalId;
        _position = (
            trading.Orders.OwnPosition,
            trading.Orders.ExternalPosition,
            trading.Account.LotsOf(trading.Slot),
            trading.Account.AverageTicksOf(trading.Slot)
        );
    }

    /// <summary>Nothing to hold where the state is still the same one.</summary>
    internal void HoldAgainst(HeldOverTurn after)
    {
        if (after._state == _state)
            return;
        if (_isHalted && !after._isHalted)
            throw new BrokenRuleException("the turn of the day has lost a halt");
        if ((_breaches & ~after._breaches) != 0)
            throw new BrokenRuleException($"the turn of the day has lost {_breaches & ~after._breaches}");
        if (_position != after._position)
            throw new BrokenRuleException($"the turn of the day has made {after._position} of {_position}");
        if (after._newestSignal < _newestSignal)
            throw new BrokenRuleException($"after signal {_newestSignal} the turn of the day goes on from {after._newestSignal}");
    }
}
