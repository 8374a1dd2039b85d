using MiaIa.Engine.Pipeline;
using MiaIa.Evidence.Screening;

namespace MiaIa.Evidence.Sweeps;

/// <summary>Some sets on one day: the piece of work that everything is made of which tries sets.</summary>
internal static class SetBlock
{
    /// <summary>Screens them at one reading a second, or plays them at every change.</summary>
    /// <param name="day">With its readings.</param>
    /// <param name="sets">One that stands in another company becomes the same.</param>
    /// <param name="instrument">Whose costs count.</param>
    /// <param name="isExact">At every change.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>What became of each.</returns>
    /// <exception cref="Work.EvidenceException">The kept readings are damaged.</exception>
    internal static IReadOnlyList<SetDay> Play(
        KeptDay day,
        IReadOnlyList<ParameterSet> sets,
        InstrumentOptions instrument,
        bool isExact,
        CancellationToken cancellation
    ) =>
        isExact
            ? Exact(day, sets, instrument, cancellation)
            : GridScreen.Run(day.Seconds(), sets, TradeCosts.Of(instrument, day.Date), cancellation);

    // Every row is unpacked once, whatever the number of sets.
    private static SetDay[] Exact(
        KeptDay day,
        IReadOnlyList<ParameterSet> sets,
        InstrumentOptions instrument,
        CancellationToken cancellation
    )
    {
        var players = sets.Select(set => new ExactPlayer(set, instrument)).ToArray();
        foreach (var block in day.Rows())
        {
            foreach (var player in players)
            {
                cancellation.ThrowIfCancellationRequested();
                player.Play(block);
            }
        }

        foreach (var player in players)
            player.Finish();
        return [.. players.Select(player => player.Result)];
    }
}
