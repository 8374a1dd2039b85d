using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Performance.Path;

/// <summary>
/// The far ends of the barest path there is: processes that pass the same bytes over blocking TCP sockets, one thread each, nothing
/// read and nothing kept. A message is its length and its bytes.
/// </summary>
internal static class BareEnds
{
    private const int LengthBytes = sizeof(int);
    private const int MessageBytesMax = 64 * 1024;

    /// <summary>Answers each message with one of a given length, until the other side closes.</summary>
    public static int Answer(string[] args)
    {
        using var listener = Listen("answerer");
        using var from = listener.AcceptSocket();
        from.NoDelay = true;
        var message = new byte[MessageBytesMax];
        var answer = new byte[LengthBytes + int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture)];
        BinaryPrimitives.WriteInt32LittleEndian(answer, answer.Length - LengthBytes);
        while (TryReceive(from, message) > 0)
            from.Send(answer);
        return 0;
    }

    /// <summary>Passes each message on and its answer back, until one side closes.</summary>
    public static int Relay(string[] args)
    {
        using var to = Connect(new Uri(args[0]));
        using var listener = Listen("relay");
        using var from = listener.AcceptSocket();
        from.NoDelay = true;
        var bytes = new byte[MessageBytesMax];
        while (TryReceive(from, bytes) is > 0 and var up)
        {
            to.Send(bytes.AsSpan(0, up));
            if (TryReceive(to, bytes) is not (> 0 and var down))
                break;
            from.Send(bytes.AsSpan(0, down));
        }

        return 0;
    }

    public static Socket Connect(Uri address)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Parse(address.Host), address.Port);
        return socket;
    }

    /// <summary>Waits for a whole message. Gives its bytes with the length before it; 0 when the other side has closed.</summary>
    public static int TryReceive(Socket socket, byte[] into)
    {
        var got = 0;
        var wanted = LengthBytes;
        while (got < wanted)
        {
            var read = socket.Receive(into, got, into.Length - got, SocketFlags.None);
            if (read == 0)
                return 0;
            got += read;
            if (wanted == LengthBytes && got >= LengthBytes)
                wanted += BinaryPrimitives.ReadInt32LittleEndian(into);
        }

        return got;
    }

    private static TcpListener Listen(string name)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Console.Out.WriteLine($"ready: {name} at tcp://{listener.LocalEndpoint}");
        return listener;
    }
}
