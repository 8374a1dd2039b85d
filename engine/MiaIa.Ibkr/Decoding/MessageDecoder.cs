using System.Buffers;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Wire;

namespace MiaIa.Ibkr.Decoding;

/// <summary>
/// Turns frames into messages, in the layout of one server version. A frame is delivered whole or not at all; fields behind the known ones
/// are ignored. For one thread at a time.
/// </summary>
public sealed class MessageDecoder
{
    private readonly int _serverVersion;
    private readonly IMessageSink _sink;

    /// <summary>Decodes for a negotiated version.</summary>
    /// <param name="serverVersion">Between <see cref="ServerVersion.Min"/> and <see cref="ServerVersion.Max"/>.</param>
    /// <param name="sink">Takes the messages.</param>
    /// <exception cref="ArgumentOutOfRangeException">The version is none that is read; the message says what to do.</exception>
    public MessageDecoder(int serverVersion, IMessageSink sink)
    {
        if (!ServerVersion.IsRead(serverVersion))
            throw new ArgumentOutOfRangeException(nameof(serverVersion), serverVersion, ServerVersion.RefusalOf(serverVersion));
        _serverVersion = serverVersion;
        _sink = sink;
    }

    /// <summary>Frames that were delivered.</summary>
    public long Delivered { get; private set; }

    /// <summary>Frames with an id that nobody here reads.</summary>
    public long Unknown { get; private set; }

    /// <summary>Frames that were dropped because a field was wrong.</summary>
    public long Malformed { get; private set; }

    /// <summary>Why the last malformed frame was dropped; null when there was none.</summary>
    public FieldFault? LastFault { get; private set; }

    /// <summary>Decodes a frame that may lie in several pieces.</summary>
    public DecodeOutcome Decode(in ReadOnlySequence<byte> payload)
    {
        if (payload.IsSingleSegment)
            return Decode(payload.FirstSpan);
        var length = (int)payload.Length;
        var whole = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            payload.CopyTo(whole);
            return Decode(whole.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(whole);
        }
    }

    /// <summary>Decodes a frame.</summary>
    /// <param name="payload">The frame without its length.</param>
    public DecodeOutcome Decode(ReadOnlySpan<byte> payload)
    {
        var head = new FieldReader(payload, "message");
        var id = head.Int("id");
        if (!head.IsWhole)
            return Drop(head.Fault!);
        if (Incoming.NameOf(id) is not { } name)
        {
            Unknown++;
            _sink.OnPassedOver(id);
            return DecodeOutcome.Unknown;
        }
        var fields = new FieldReader(head.Rest, name, 1);
        if (!ReadTick(id, ref fields))
            ReadAnswer(id, ref fields);
        if (fields.Fault is { } fault)
            return Drop(fault);
        Delivered++;
        return DecodeOutcome.Delivered;
    }

    private DecodeOutcome Drop(FieldFault fault)
    {
        Malformed++;
        LastFault = fault;
        _sink.OnDropped(fault);
        return DecodeOutcome.Malformed;
    }

    /// <summary>What a market-data line brings while it lasts. False when the message is none of these.</summary>
    private bool ReadTick(int id, ref FieldReader fields)
    {
        switch (id)
        {
            case Incoming.TickPrice:
                Ticks.Price(ref fields, _sink);
                break;
            case Incoming.TickSize:
                Ticks.Size(ref fields, _sink);
                break;
            case Incoming.OptionComputation:
                Ticks.Option(ref fields, _sink);
                break;
            case Incoming.TickGeneric:
                Ticks.Generic(ref fields, _sink);
                break;
            case Incoming.TickString:
                Ticks.Text(ref fields, _sink);
                break;
            default:
                return false;
        }

        return true;
    }

    private void ReadAnswer(int id, ref FieldReader fields)
    {
        switch (id)
        {
            case Incoming.LineType:
                Lines.Type(ref fields, _sink);
                break;
            case Incoming.LineParameters:
                Lines.Parameters(ref fields, _sink);
                break;
            case Incoming.SnapshotEnd:
                Lines.End(ref fields, RequestEndKind.Snapshot, hasVersion: true, _sink);
                break;
            case Incoming.Reroute:
                Lines.Reroute(ref fields, _sink);
                break;
            case Incoming.Error:
                Sessions.Notice(ref fields, _serverVersion, _sink);
                break;
            case Incoming.CurrentTime:
                Sessions.Time(ref fields, _sink);
                break;
            case Incoming.NextValidId:
                Sessions.NextId(ref fields, _sink);
                break;
            case Incoming.ManagedAccounts:
                Sessions.Accounts(ref fields, _sink);
                break;
            case Incoming.ContractDetails:
                Definitions.Contract(ref fields, _serverVersion, _sink);
                break;
            case Incoming.ContractDetailsEnd:
                Lines.End(ref fields, RequestEndKind.ContractDetails, hasVersion: true, _sink);
                break;
            case Incoming.OptionParameters:
                Definitions.Options(ref fields, _sink);
                break;
            case Incoming.OptionParametersEnd:
                Lines.End(ref fields, RequestEndKind.OptionParameters, hasVersion: false, _sink);
                break;
            case Incoming.HistoricalBars:
                History.Bars(ref fields, _serverVersion, _sink);
                break;
            case Incoming.HistoricalBarsEnd:
                History.End(ref fields, _sink);
                break;
        }
    }
}
