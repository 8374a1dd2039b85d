using Google.Protobuf;
using MiaIa.Engine.Patterns;
using MiaIa.Engine.Runtime.Ingress;
using MiaIa.Engine.Runtime.Outbound;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Tests.State;

/// <summary>Patterns and values that the study pushes arrive in the core under their names, refused ones do not.</summary>
public sealed class PushedFramesTests
{
    private const ulong Epoch = 7;

    [Test]
    public void A_pushed_pattern_is_on_the_board()
    {
        var core = After(SampleFrames.Pattern(Epoch, 1));
        Assert.That(core.Patterns.Count, Is.EqualTo(PatternNames.Count + 1));
        var seen = core.Patterns[PatternNames.Count];
        Assert.That(
            (seen.Name, seen.Direction, seen.Strength, seen.IsPushed),
            Is.EqualTo(("double_top", Market.Direction.Short, 0.5, true))
        );
        Assert.That(seen.At.Micros, Is.EqualTo(SampleFrames.OpenUnixUs));
    }

    [Test]
    public void Pushed_values_are_in_their_table_and_the_newest_stands()
    {
        var later = SampleFrames.Values(Epoch, 2);
        later.StudyValues.ObservedUnixUs += 1_000_000;
        later.StudyValues.Value[0] = 14.1;
        var values = After(SampleFrames.Values(Epoch, 1), later).StudyValues.All.ToArray();
        Assert.That(values.Select(v => (v.Name, v.Value)), Is.EqualTo(new[] { ("vix", 14.1), ("Net Gamma", -4e9) }));
        Assert.That(values[0].At.Micros, Is.EqualTo(SampleFrames.OpenUnixUs + 1_000_000));
    }

    [Test]
    public void What_breaks_a_rule_never_reaches_the_core()
    {
        var (pattern, values) = (SampleFrames.Pattern(Epoch, 1), SampleFrames.Values(Epoch, 2));
        pattern.Pattern.Strength = double.NaN;
        values.StudyValues.Value[1] = double.NaN;
        var core = After(pattern, values);
        Assert.That((core.Patterns.Count, core.Counters.Patterns, core.StudyValues.Count), Is.EqualTo((PatternNames.Count, 0L, 0)));
    }

    private static Engine.Pipeline.EngineCore After(params StudyFrame[] frames)
    {
        var reader = new FrameReader();
        var step = new EngineState(EngineOptions.From(new EngineSettings()), 1, new DecisionOutbox());
        var now = SampleFrames.OpenUnixUs * 1000;
        var state = step.Attach(Epoch, SampleFrames.Hello(Epoch).Hello, now);
        foreach (var frame in frames)
        {
            Assert.That(reader.TryRead(frame.ToByteArray()), Is.True);
            step.Apply(state, reader, ++now);
        }

        return step.FindInstrument("ES")!.Core;
    }
}
