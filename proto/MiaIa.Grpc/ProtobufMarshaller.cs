using Google.Protobuf;

namespace MiaIa.Grpc;

/// <summary>Makes marshallers for generated protobuf messages.</summary>
public static class ProtobufMarshaller
{
    /// <summary>The marshaller of the message that <paramref name="parser"/> reads.</summary>
    public static GrpcMarshaller<T> For<T>(MessageParser<T> parser)
        where T : class, IMessage<T>
    {
        ArgumentNullException.ThrowIfNull(parser);
        return new Marshaller<T>(parser);
    }

    private sealed class Marshaller<T> : GrpcMarshaller<T>
        where T : class, IMessage<T>
    {
        private readonly MessageParser<T> _parser;

        public Marshaller(MessageParser<T> parser) => _parser = parser;

        public override int SizeOf(T message) => message.CalculateSize();

        public override void Write(T message, Span<byte> payload) => message.WriteTo(payload);

        public override T Read(ReadOnlyMemory<byte> payload)
        {
            try
            {
                return _parser.ParseFrom(payload.Span);
            }
            catch (InvalidProtocolBufferException broken)
            {
                throw new InvalidDataException($"{typeof(T).Name}: {broken.Message}", broken);
            }
        }
    }
}
