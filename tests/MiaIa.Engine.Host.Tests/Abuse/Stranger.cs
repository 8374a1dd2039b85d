using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MiaIa.Engine.Host.Tests.Abuse;

/// <summary>A bare connection to the engine's port that says whatever an attack wants, and reads nothing.</summary>
internal sealed class Stranger : IDisposable
{
    /// <summary>The greeting of HTTP/2, and an empty SETTINGS.</summary>
    internal static readonly byte[] Greeting = [.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, .. Frame(4, 0, 0, [])];

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    private Stranger() { }

    internal static async Task<Stranger> ConnectAsync(int port)
    {
        var stranger = new Stranger();
        await stranger._socket.ConnectAsync(IPAddress.Loopback, port);
        return stranger;
    }

    /// <summary>False once the engine has hung up.</summary>
    internal async Task<bool> TrySayAsync(ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        try
        {
            for (var sent = 0; sent < bytes.Length; )
                sent += await _socket.SendAsync(bytes[sent..], stop);
            return true;
        }
        catch (Exception ended) when (ended is SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>RFC 9113, 4.1: three bytes of length, type, flags, four bytes of stream.</summary>
    internal static byte[] Frame(byte type, byte flags, int stream, ReadOnlySpan<byte> payload) =>
        [
            (byte)(payload.Length >> 16),
            (byte)(payload.Length >> 8),
            (byte)payload.Length,
            type,
            flags,
            (byte)(stream >> 24),
            (byte)(stream >> 16),
            (byte)(stream >> 8),
            (byte)stream,
            .. payload,
        ];

    /// <summary>HEADERS of a call to GetState without a token (RFC 7541, nothing indexed anew), and nothing after them.</summary>
    internal static byte[] Call(int stream, int port)
    {
        // POST, http, and literal values for the names 4 (path), 1 (authority) and 31 (content type) of the static table.
        List<byte> block = [0x83, 0x86];
        Literal([0x04], "/miaia.v1.Engine/GetState");
        Literal([0x01], $"127.0.0.1:{port}");
        Literal([0x0f, 0x10], "application/grpc");
        const byte EndHeaders = 4;
        return Frame(1, EndHeaders, stream, block.ToArray());

        void Literal(byte[] name, string value)
        {
            block.AddRange(name);
            block.Add((byte)value.Length);
            block.AddRange(Encoding.ASCII.GetBytes(value));
        }
    }

    public void Dispose() => _socket.Dispose();
}
