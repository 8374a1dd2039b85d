using Simulation.Network;
using Simulation.Study;

namespace Simulation.Bridge;

/// <summary>A study's line to the bridge. Connections are numbered by each study; the bridge tells them apart by the line's place.</summary>
internal sealed class StudyLine(int place, StudySide study, ITraffic traffic, Wire up, Wire down)
{
    private const int PlaceShift = 24;

    internal StudySide Study => study;

    internal ITraffic Traffic => traffic;

    internal Wire Up => up;

    internal Wire Down => down;

    internal ulong SeenConnection { get; set; }

    /// <summary>The study's connection as the bridge names it; 0: none.</summary>
    internal ulong Connection => NameOf(study.Connection);

    internal ulong NameOf(ulong connection) => connection == 0 ? 0 : connection | ((ulong)place << PlaceShift);
}
