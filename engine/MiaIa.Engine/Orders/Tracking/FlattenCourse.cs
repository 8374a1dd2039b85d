using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Orders;

/// <summary>
/// A flatten from its cause until flat was seen twice. One command at a time: the next one leaves only when the last was refused, never arrived,
/// or is known and has left the position standing without an exit in the market.
/// </summary>
internal sealed class FlattenCourse
{
    private enum Answer : byte
    {
        None = 0,
        Refused,
        NeverCame,
        Known,
        Done,

        // Done with what was ours when it left, and something of ours has filled since.
        Overtaken,
    }

    // An answer and whether something has moved are saved as one number, so that what is carried keeps its length.
    private const int Answers = (int)Answer.Overtaken + 1;

    private Answer _answer;
    private long _answeredNanos;
    private bool _hasMoved;

    internal bool IsOn { get; private set; }

    internal string Reason { get; private set; } = "";

    /// <summary>Of the newest command; 0 = none has left.</summary>
    internal ulong OrderId { get; private set; }

    /// <summary>When it left, or was last asked about.</summary>
    internal long AskedNanos { get; set; }

    /// <summary>Readings in a row that show nothing of ours.</summary>
    internal int FlatReadings { get; private set; }

    internal void Begin(string reason)
    {
        IsOn = true;
        Reason = reason;
        OrderId = 0;
        FlatReadings = 0;
        _answer = Answer.None;
        _hasMoved = false;
    }

    internal void End()
    {
        IsOn = false;
        Reason = "";
    }

    /// <summary>
    /// Flat has to be seen twice again. That the study has closed all says nothing, whether it said so before or says so behind this: the command
    /// named what was ours when it left, and what is open now may be what this has opened. The next command closes that.
    /// </summary>
    internal void Moved()
    {
        FlatReadings = 0;
        _hasMoved = true;
        if (_answer == Answer.Done)
            _answer = Answer.Known;
    }

    /// <summary>An execution has moved what is open. The study closes with the command's own exit, and knows of a trade by hand.</summary>
    internal void Moved(in Fill fill)
    {
        var isOurs = fill.OrderId != 0 && !(fill.OrderId == OrderId && fill.Role == OrderRole.Exit);
        var hadMoved = _hasMoved;
        Moved();
        _hasMoved = hadMoved || isOurs;
    }

    internal void Read(bool isFlat) => FlatReadings = isFlat ? FlatReadings + 1 : 0;

    /// <summary>The command is known where it was sent to, or was refused there.</summary>
    internal void TakeReport(in OrderReport report, long nanos)
    {
        if (OrderId == 0 || report.OrderId != OrderId)
            return;
        _answer = report switch
        {
            { Kind: OrderReportKind.Refused, BrokerId: 0 } => Answer.Refused,
            { Kind: OrderReportKind.Filled, BrokerId: 0 } => _hasMoved ? Answer.Overtaken : Answer.Done,
            _ => Answer.Known,
        };
        _answeredNanos = nanos;
    }

    /// <summary>Takes Sierra's answer to the question about the command.</summary>
    internal void TakeAnswer(ulong orderId, bool isKnown, long nanos)
    {
        if (OrderId == 0 || orderId != OrderId || _answer != Answer.None)
            return;
        _answer = isKnown ? Answer.Known : Answer.NeverCame;
        _answeredNanos = nanos;
    }

    /// <summary>The study says that nothing of ours is left to close.</summary>
    internal bool IsDoneThere => IsOn && _answer == Answer.Done;

    /// <summary>Nobody has answered the command; on paper nobody has to.</summary>
    internal bool IsUnanswered => OrderId != 0 && _answer == Answer.None;

    /// <summary>Ends when flat was seen, or says it (again) when that may be.</summary>
    internal void Step(TrackedState state, Protection protection)
    {
        var isOver = !protection.HasSomething && (state.IsPaper || FlatReadings >= 2);
        if (isOver)
        {
            End();
            return;
        }

        var isFirst = OrderId == 0;
        if (!state.CanCommand || !(isFirst || protection.HasSomething) || !MayCommand(state, protection.HasOpenExit))
            return;
        var id = state.TakeId();
        if (!isFirst)
        {
            state.Counters = state.Counters with { FlattenRetries = state.Counters.FlattenRetries + 1 };
            state.Output.Say($"flatten {OrderId} has left {state.Position.Own} lots: said again as {id}");
        }

        OrderId = id;
        _answer = Answer.None;
        _hasMoved = false;
        AskedNanos = _answeredNanos = state.Elapsed;
        state.Output.Add(new OrderIntent(OrderIntentKind.Flatten, id, default, Reason, state.Now));
    }

    internal void Save(CarryWriter writer)
    {
        writer.WriteFlag(IsOn);
        writer.WriteString(Reason);
        writer.WriteUInt64(OrderId);
        writer.WriteInt64(AskedNanos);
        writer.WriteInt64(FlatReadings);
        writer.WriteInt64((long)_answer + (_hasMoved ? Answers : 0));
        writer.WriteInt64(_answeredNanos);
    }

    internal void Load(ref CarryReader reader)
    {
        IsOn = reader.ReadFlag();
        Reason = reader.ReadString();
        OrderId = reader.ReadUInt64();
        AskedNanos = reader.ReadInt64();
        FlatReadings = reader.ReadCount(int.MaxValue);
        var answer = reader.ReadCount((2 * Answers) - 1);
        _answer = (Answer)(answer % Answers);
        _hasMoved = answer >= Answers;
        _answeredNanos = reader.ReadInt64();
    }

    /// <summary>Whether the next command may leave: the last has come to its end and nothing of it works.</summary>
    private bool MayCommand(TrackedState state, bool isExitOpen)
    {
        if (OrderId == 0)
            return true;
        if (isExitOpen || (IsUnanswered && !state.IsPaper))
            return false;
        // Nothing of it is under way then.
        var wait = _answer is Answer.NeverCame or Answer.Overtaken ? state.Options.EventQuietMillis : state.Options.FlattenRetryMillis;
        return state.HasPassed(_answeredNanos, wait);
    }
}
