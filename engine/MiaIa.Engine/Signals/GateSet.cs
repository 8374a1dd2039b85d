using System.Runtime.CompilerServices;

namespace MiaIa.Engine.Signals;

/// <summary>Every gate's verdict by value, in the order of <see cref="Gate"/>.</summary>
[InlineArray(GateNames.Count)]
public struct GateSet
{
    private GateVerdict _first;
}
