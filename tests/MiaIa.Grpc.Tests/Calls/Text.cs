using System.Text;
using MiaIa.Grpc.Client;

namespace MiaIa.Grpc.Tests.Calls;

/// <summary>Methods whose messages are plain texts, and what every test of a call needs.</summary>
internal static class Text
{
    /// <summary>Longest wait for anything in these tests.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly Marshaller Texts = new();

    public static GrpcMethod<string, string> Unary { get; } = new("test.Text", "Unary", GrpcMethodKind.Unary, Texts, Texts);

    public static GrpcMethod<string, string> Down { get; } = new("test.Text", "Down", GrpcMethodKind.ServerStream, Texts, Texts);

    public static GrpcMethod<string, string> Up { get; } = new("test.Text", "Up", GrpcMethodKind.ClientStream, Texts, Texts);

    public static GrpcMethod<string, string> Both { get; } = new("test.Text", "Both", GrpcMethodKind.Duplex, Texts, Texts);

    /// <summary>The status with which a call ends that must not end well.</summary>
    public static async Task<GrpcStatus> FailureOf(Func<Task> call)
    {
        try
        {
            await call().WaitAsync(Patience);
        }
        catch (GrpcStatusException ended)
        {
            return ended.Status;
        }

        throw new AssertionException("The call ended with Ok.");
    }

    public static Task<GrpcStatus> FailureOf<T>(GrpcCall<T, string> call) => FailureOf(async () => await ReadAll(call));

    public static async Task<List<string>> ReadAll<T>(GrpcCall<T, string> call)
    {
        var all = new List<string>();
        await foreach (var text in call.Responses.ReadAllAsync())
            all.Add(text);

        return all;
    }

    private sealed class Marshaller : GrpcMarshaller<string>
    {
        public override int SizeOf(string message) => Encoding.UTF8.GetByteCount(message);

        public override void Write(string message, Span<byte> payload) => Encoding.UTF8.GetBytes(message, payload);

        public override string Read(ReadOnlyMemory<byte> payload) => Encoding.UTF8.GetString(payload.Span);
    }
}
