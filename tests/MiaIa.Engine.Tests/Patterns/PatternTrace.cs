using MiaIa.Engine.Market;
using MiaIa.Engine.Patterns;
using MiaIa.Engine.Tests.Patterns.Naive;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Patterns;

/// <summary>Plays a tape through a core and writes down how the board changes.</summary>
internal static class PatternTrace
{
    public static Dictionary<PatternKind, List<Said>> Of(IReadOnlyList<TapeEvent> tape, Func<long, GammaPinInput>? optionsAt = null)
    {
        var feed = new Feed();
        var said = Enum.GetValues<PatternKind>().ToDictionary(kind => kind, _ => new List<Said>());
        for (var i = 0; i < tape.Count; i++)
        {
            feed.Core.Detectors.Gamma = optionsAt?.Invoke(tape[i].Millis) ?? default;
            feed.Play(tape[i]);
            foreach (var (kind, list) in said)
            {
                var now = Shown(feed.Core.Patterns[kind], i);
                if (IsOther(list, now))
                    list.Add(now);
            }
        }

        return said;
    }

    /// <summary>Leaves out what a board cannot show: that the same was said again, or something else later at the same event.</summary>
    public static List<Said> Visible(IEnumerable<Said> said)
    {
        var list = new List<Said>();
        foreach (var next in said.OrderBy(s => s.Event))
        {
            if (list.Count > 0 && list[^1].Event == next.Event)
                list.RemoveAt(list.Count - 1);
            if (IsOther(list, next))
                list.Add(next);
        }

        return list;
    }

    private static bool IsOther(List<Said> list, Said next)
    {
        var last = list.Count > 0 ? list[^1] : Said.Cancelled(-1);
        return next with { Event = last.Event } != last;
    }

    private static Said Shown(PatternSighting seen, int at) =>
        seen.Direction == Direction.None
            ? Said.Cancelled(at)
            : new Said(at, (int)seen.Bar, seen.Direction == Direction.Long ? 1 : -1, seen.Strength);
}
