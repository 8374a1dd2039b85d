using MiaIa.CboeFiles;
using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.OptionInputs;
using MiaIa.Engine.Runtime.State;
using MiaIa.V1;

namespace MiaIa.Replay.Sources;

/// <summary>
/// One quote table beside a tape, as a replay: told once, as of its own time, with the index and its volatility as the user says they
/// stood. The study is labelled REPLAY, because recorded options serve no live chart. Where a study of the caller's trades, nothing is told
/// before the table's own moment, and a basis that was not given is that of the moment.
/// </summary>
internal sealed class FrozenChain
{
    private const ulong Epoch = 1;
    private const long SecondsAMinute = 60;

    private readonly EngineState _step;
    private readonly SierraSelection _selection;
    private readonly List<OptionInput> _inputs;
    private readonly Underlying _index;
    private readonly UnixNanos _asOf;
    private readonly double _spot;
    private double? _basis;
    private bool _isTold;

    /// <exception cref="IOException">The table cannot be read.</exception>
    internal FrozenChain(EngineState step, SierraSelection selection)
    {
        _step = step;
        _selection = selection;
        var table = CboeTableReader.Read(selection.ChainPath!);
        _index = TableInputs.UnderlyingOf(table.Chain);
        if (_index == Underlying.Unspecified)
            throw new ReplayException($"{selection.ChainPath}: its contracts are not all of SPX, NDX or QQQ");
        _inputs = [.. TableInputs.From(table, _index, OptionSource.Replay)];
        (_asOf, _spot, _basis) = (table.AsOf, table.Spot, selection.BasisPoints);
    }

    internal void Begin(UnixNanos at)
    {
        if (_selection.Study is not null)
            return;
        var name = _step.Instruments[0].Name;
        _step.Attach(
            Epoch,
            new Hello
            {
                Instrument = name,
                Contract = name,
                Label = "REPLAY",
            },
            at.Value
        );
        Tell(at);
    }

    internal void EachSecond(UnixNanos at)
    {
        var core = _step.Instruments[0].Core;
        if (!_isTold)
        {
            if (at < _asOf)
                return;
            _basis ??= core.LastPrice.IsKnown ? ((double)core.Options.TickSizePoints * core.LastPrice.Value) - _spot : null;
            Tell(at);
        }

        if (_basis is { } basis && core.LastPrice.IsKnown)
            Print(_index, ((double)core.Options.TickSizePoints * core.LastPrice.Value) - basis, at);
        if (_selection.VolatilityPercent is { } volatility && at.Value / UnixNanos.PerSecond % SecondsAMinute == 0)
            Print(_index == Underlying.Ndx ? Underlying.Vxn : Underlying.Vix, volatility, at);
    }

    private void Tell(UnixNanos at)
    {
        _isTold = true;
        foreach (var input in _inputs)
            _step.Apply(input, at.Value);
    }

    private void Print(Underlying underlying, double points, UnixNanos at) =>
        _step.Apply(
            new OptionInput
            {
                Print = new UnderlyingPrint
                {
                    Underlying = underlying,
                    Points = points,
                    ObservedUnixUs = at.Micros,
                    Source = OptionSource.Replay,
                },
            },
            at.Value
        );
}
