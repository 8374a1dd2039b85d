using System.Runtime.InteropServices;

namespace MiaIa.ZeroMq.Native;

/// <summary>The functions of libzmq that we use, as its zmq.h declares them.</summary>
/// <remarks>
/// Calls that can fail keep errno (SetLastError), because the runtime may run code of its own between the call and
/// a later question for it. Accessors that only read a message run without the transition to native mode.
/// </remarks>
internal static unsafe partial class ZeroMqNative
{
    internal const string Library = "libzmq";

    [LibraryImport(Library, EntryPoint = "zmq_errno")]
    [SuppressGCTransition]
    internal static partial int Errno();

    [LibraryImport(Library, EntryPoint = "zmq_strerror")]
    internal static partial nint StrError(int errno);

    [LibraryImport(Library, EntryPoint = "zmq_version")]
    internal static partial void Version(int* major, int* minor, int* patch);

    [LibraryImport(Library, EntryPoint = "zmq_ctx_new", SetLastError = true)]
    internal static partial nint ContextNew();

    [LibraryImport(Library, EntryPoint = "zmq_ctx_set", SetLastError = true)]
    internal static partial int ContextSet(ContextHandle context, int option, int value);

    [LibraryImport(Library, EntryPoint = "zmq_ctx_term", SetLastError = true)]
    internal static partial int ContextTerm(nint context);

    [LibraryImport(Library, EntryPoint = "zmq_socket", SetLastError = true)]
    internal static partial nint SocketNew(ContextHandle context, int type);

    [LibraryImport(Library, EntryPoint = "zmq_close", SetLastError = true)]
    internal static partial int SocketClose(nint socket);

    [LibraryImport(Library, EntryPoint = "zmq_setsockopt", SetLastError = true)]
    internal static partial int SetOption(SocketHandle socket, int option, void* value, nuint length);

    [LibraryImport(Library, EntryPoint = "zmq_getsockopt", SetLastError = true)]
    internal static partial int GetOption(SocketHandle socket, int option, void* value, nuint* length);

    [LibraryImport(Library, EntryPoint = "zmq_bind", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Bind(SocketHandle socket, string endpoint);

    [LibraryImport(Library, EntryPoint = "zmq_unbind", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Unbind(SocketHandle socket, string endpoint);

    [LibraryImport(Library, EntryPoint = "zmq_connect", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Connect(SocketHandle socket, string endpoint);

    [LibraryImport(Library, EntryPoint = "zmq_disconnect", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Disconnect(SocketHandle socket, string endpoint);

    [LibraryImport(Library, EntryPoint = "zmq_socket_monitor", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Monitor(SocketHandle socket, string? endpoint, int events);

    [LibraryImport(Library, EntryPoint = "zmq_send", SetLastError = true)]
    internal static partial int Send(SocketHandle socket, byte* bytes, nuint length, int flags);

    [LibraryImport(Library, EntryPoint = "zmq_recv", SetLastError = true)]
    internal static partial int Receive(SocketHandle socket, byte* bytes, nuint length, int flags);

    [LibraryImport(Library, EntryPoint = "zmq_msg_init")]
    [SuppressGCTransition]
    internal static partial int MessageInit(nint message);

    [LibraryImport(Library, EntryPoint = "zmq_msg_close")]
    internal static partial int MessageClose(nint message);

    [LibraryImport(Library, EntryPoint = "zmq_msg_recv", SetLastError = true)]
    internal static partial int MessageReceive(MessageHandle message, SocketHandle socket, int flags);

    [LibraryImport(Library, EntryPoint = "zmq_msg_data")]
    [SuppressGCTransition]
    internal static partial byte* MessageBytes(nint message);

    [LibraryImport(Library, EntryPoint = "zmq_msg_size")]
    [SuppressGCTransition]
    internal static partial nuint MessageLength(nint message);

    [LibraryImport(Library, EntryPoint = "zmq_msg_more")]
    [SuppressGCTransition]
    internal static partial int MessageMore(nint message);

    [LibraryImport(Library, EntryPoint = "zmq_poll", SetLastError = true)]
    internal static partial int Poll(void* items, int count, nint timeoutMilliseconds);

    [LibraryImport(Library, EntryPoint = "zmq_curve_keypair", SetLastError = true)]
    internal static partial int CurveKeyPair(byte* publicKeyZ85, byte* secretKeyZ85);
}
