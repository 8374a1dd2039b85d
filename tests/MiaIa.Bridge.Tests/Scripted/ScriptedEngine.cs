using Google.Protobuf;
using MiaIa.Bridge.Link;
using MiaIa.V1;

namespace MiaIa.Bridge.Tests.Scripted;

/// <summary>An engine without a wire: it takes frames by the contract's rules, remembers them, and can be away, slow or lost.</summary>
internal sealed class ScriptedEngine : IEngineLinks
{
    private readonly Lock _gate = new();
    private readonly List<ScriptedLink> _links = [];
    private readonly Dictionary<ulong, SortedDictionary<ulong, byte[]>> _journal = [];
    private bool _isUp = true;

    /// <summary>Frames of the order that came when another was waited for; a bridge that works never sends one.</summary>
    internal int OutOfOrder { get; private set; }

    internal List<StudyFrame> Hellos { get; } = [];

    internal List<StudyFrame> Unsequenced { get; } = [];

    /// <summary>Takes nothing, as an engine whose flow-control window is full.</summary>
    internal bool IsSlow { get; set; }

    /// <summary>Answers Hello with a refusal.</summary>
    internal bool Refuses { get; set; }

    /// <summary>What is being done about it while it is away.</summary>
    public string WhyAway { get; set; } = "";

    internal int ClosedLinks { get; private set; }

    public IEngineLink Open(ulong epoch, Action wakeUp)
    {
        lock (_gate)
        {
            var link = new ScriptedLink(this, epoch, wakeUp);
            _links.Add(link);
            link.Call = _isUp ? new ScriptedCall(this, link) : null;
            wakeUp();
            return link;
        }
    }

    /// <summary>What is in the journal: counter and the bytes as they came.</summary>
    internal IReadOnlyDictionary<ulong, byte[]> JournalOf(ulong epoch)
    {
        lock (_gate)
            return new SortedDictionary<ulong, byte[]>(_journal.GetValueOrDefault(epoch) ?? []);
    }

    /// <summary>All calls end; what was not journalled is gone.</summary>
    internal void GoAway()
    {
        lock (_gate)
        {
            _isUp = false;
            foreach (var link in _links)
                link.Lose();
        }
    }

    internal void ComeBack()
    {
        lock (_gate)
        {
            _isUp = true;
            foreach (var link in _links.Where(l => !l.IsClosed))
            {
                link.Downstream.Clear();
                link.Call = new ScriptedCall(this, link);
                link.WakeUp();
            }
        }
    }

    /// <summary>Says something to a study.</summary>
    internal void Say(ulong epoch, EngineFrame frame)
    {
        lock (_gate)
            Answer(_links.Last(l => l.Epoch == epoch && !l.IsClosed), frame);
    }

    internal void Closed()
    {
        lock (_gate)
            ClosedLinks++;
    }

    internal void Take(ScriptedLink link, byte[] bytes)
    {
        lock (_gate)
        {
            var frame = StudyFrame.Parser.ParseFrom(bytes);
            var journal = _journal.TryGetValue(frame.Epoch, out var known) ? known : _journal[frame.Epoch] = [];
            var newest = journal.Count == 0 ? 0 : journal.Keys.Last();
            if (frame.BodyCase == StudyFrame.BodyOneofCase.Hello)
            {
                Hellos.Add(frame);
                Answer(
                    link,
                    Refuses
                        ? new EngineFrame
                        {
                            Refused = new Refused { Code = "bad_tick_size", Text = "0.3 is no tick size" },
                        }
                        : new EngineFrame
                        {
                            Welcome = new Welcome
                            {
                                ProtocolVersion = 5,
                                ResumeCounter = newest + 1,
                                Role = Role.Publisher,
                            },
                        }
                );
                return;
            }

            if (frame.Counter == 0)
            {
                Unsequenced.Add(frame);
                return;
            }

            var first = frame.BodyCase == StudyFrame.BodyOneofCase.Gap ? frame.Gap.FirstCounter : frame.Counter;
            if (first > newest + 1 || frame.Counter <= newest)
                OutOfOrder++;
            journal[frame.Counter] = bytes;
        }
    }

    internal void Acknowledge(ScriptedLink link)
    {
        lock (_gate)
        {
            if (_journal.TryGetValue(link.Epoch, out var journal) && journal.Count > 0)
                Answer(link, new EngineFrame { Ack = new Ack { Counter = journal.Keys.Last() } });
        }
    }

    private static void Answer(ScriptedLink link, EngineFrame frame)
    {
        frame.Epoch = link.Epoch;
        var bytes = frame.ToByteArray();
        Assert.That(Bridge.Wire.EngineEnvelope.TryRead(bytes, out var envelope), Is.True);
        Assert.That(link.Downstream.TryAdd(envelope.Body, bytes), Is.True, "the queue is full");
        link.WakeUp();
    }
}
