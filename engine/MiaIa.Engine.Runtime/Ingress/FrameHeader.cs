using Google.Protobuf;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Ingress;

/// <summary>
/// Epoch and counter of a frame whose body cannot be parsed: with them the frame can be refused in its place and the stream goes on.
/// </summary>
/// <param name="Epoch">The study's epoch, never 0.</param>
/// <param name="Counter">The frame's counter; 0 = not sequenced.</param>
public readonly record struct FrameHeader(ulong Epoch, ulong Counter)
{
    /// <summary>Reads the envelope and skips the body unread. False when not even the envelope can be read.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out FrameHeader header)
    {
        header = default;
        var epoch = 0UL;
        var counter = 0UL;

        // Only frames that Google.Protobuf already refused come here, so that the copy is paid by the faulty alone.
        using var input = new CodedInputStream(bytes.ToArray());
        try
        {
            for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
            {
                switch (WireFormat.GetTagFieldNumber(tag), WireFormat.GetTagWireType(tag))
                {
                    case (StudyFrame.EpochFieldNumber, WireFormat.WireType.Fixed64):
                        epoch = input.ReadFixed64();
                        break;
                    case (StudyFrame.CounterFieldNumber, WireFormat.WireType.Varint):
                        counter = input.ReadUInt64();
                        break;
                    default:
                        input.SkipLastField();
                        break;
                }
            }
        }
        catch (InvalidProtocolBufferException)
        {
            return false;
        }

        header = new(epoch, counter);
        return epoch != 0;
    }
}
