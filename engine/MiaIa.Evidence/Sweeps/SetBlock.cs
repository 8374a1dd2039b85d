using MiaIa.Engine.Pipeline;
using MiaIa.Evidence.Screening;

namespace MiaIa.Evidence.Sweeps;

/// <summary>Some sets on one day: the piece of work that everything is made of which tries sets.</summary>
internal static class SetBlock
{
    /// <summary>Sets that are played at a time, whose signals are held: each piece unpacks the rows once more.</summary>
    internal const int PlayedAtOnce = 32;

    // Of so many what they traded is held at a time.
    private const int ScreenedAtOnce = 128;

    /// <summary>Screens them at one reading a second, or plays them at every change.</summary>
    /// <param name="day">With its readings.</param>
    /// <param name="sets">One that stands in another company becomes the same.</param>
    /// <param name="instrument">Whose costs count.</param>
    /// <param name="isExact">At every change.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>What became of each, in their order; it is done as it is asked for.</returns>
    /// <exception cref="Work.EvidenceException">The kept readings are damaged.</exception>
    internal static IEnumerable<SetDay> Play(
        KeptDay day,
        IReadOnlyList<ParameterSet> sets,
        InstrumentOptions instrument,
        bool isExact,
        CancellationToken cancellation
    ) =>
        isExact
            ? sets.Chunk(PlayedAtOnce).SelectMany(piece => Exact(day, piece, instrument, cancellation))
            : GridScreen.Run(day.Seconds(), sets.Chunk(ScreenedAtOnce), TradeCosts.Of(instrument, day.Date), cancellation);

    // Every row is unpacked once, whatever the number of sets.
    private static IEnumerable<SetDay> Exact(KeptDay day, ParameterSet[] sets, InstrumentOptions instrument, CancellationToken cancellation)
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
        return players.Select(player => player.Result);
    }
}
