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
    private readonly (int Own, int External, int Lots, double AverageTicks)[] _positions;

    internal HeldOverTurn(EngineState state)
    {
        _state = state;
        _isHalted = state.IsHalted;
        _breaches = state.Account.Breaches;
        _newestSignal = state.NewestSignalId;
        _positions = new (int, int, int, double)[state.Instruments.Count];
        for (var i = 0; i < _positions.Length; i++)
        {
            var trading = state.Instruments[i].Core.Trading;
            _positions[i] = (
                trading.Orders.OwnPosition,
                trading.Orders.ExternalPosition,
                trading.Account.LotsOf(trading.Slot),
                trading.Account.AverageTicksOf(trading.Slot)
            );
        }
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
        for (var i = 0; i < _positions.Length; i++)
        {
            if (_positions[i] != after._positions[i])
                throw new BrokenRuleException($"the turn of the day has made {after._positions[i]} of {_positions[i]}");
        }

        if (after._newestSignal < _newestSignal)
            throw new BrokenRuleException($"after signal {_newestSignal} the turn of the day goes on from {after._newestSignal}");
    }
}
