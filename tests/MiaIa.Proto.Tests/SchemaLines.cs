using Google.Protobuf.Reflection;

namespace MiaIa.Proto.Tests;

/// <summary>The schema as lines that a person can compare: one a field, enum value, reserved number and method.</summary>
internal static class SchemaLines
{
    public static IReadOnlyList<string> Of(IEnumerable<FileDescriptor> files) =>
        [.. files.SelectMany(OfFile).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> OfFile(FileDescriptor file) =>
        file
            .MessageTypes.SelectMany(OfMessage)
            .Concat(file.EnumTypes.SelectMany(OfEnum))
            .Concat(file.Services.SelectMany(service => service.Methods.Select(OfMethod)));

    private static IEnumerable<string> OfMessage(MessageDescriptor message)
    {
        var proto = message.ToProto();
        return message
            .Fields.InDeclarationOrder()
            .Select(OfField)
            .Concat(
                proto
                    .ReservedRange.SelectMany(range => Numbers(range.Start, range.End - 1))
                    .Select(number => $"{message.FullName} reserved {number}")
            )
            .Concat(message.NestedTypes.SelectMany(OfMessage))
            .Concat(message.EnumTypes.SelectMany(OfEnum))
            .Prepend($"{message.FullName} message");
    }

    private static string OfField(FieldDescriptor field)
    {
        var type = field.FieldType switch
        {
            FieldType.Message => field.MessageType.FullName,
            FieldType.Enum => field.EnumType.FullName,
            _ => field.FieldType.ToString().ToLowerInvariant(),
        };
        var label =
            field.IsRepeated ? "repeated"
            : field.RealContainingOneof is { } oneof ? $"oneof({oneof.Name})"
            : "single";
        return $"{field.FullName} = {field.FieldNumber} {type} {label}";
    }

    private static IEnumerable<string> OfEnum(EnumDescriptor type) =>
        type
            .Values.Select(value => $"{type.FullName}.{value.Name} = {value.Number} value")
            .Concat(
                type.ToProto()
                    .ReservedRange.SelectMany(range => Numbers(range.Start, range.End))
                    .Select(number => $"{type.FullName} reserved {number}")
            );

    private static string OfMethod(MethodDescriptor method) =>
        $"{method.FullName}({(method.IsClientStreaming ? "stream " : "")}{method.InputType.FullName})"
        + $" returns ({(method.IsServerStreaming ? "stream " : "")}{method.OutputType.FullName})";

    private static IEnumerable<int> Numbers(int first, int last) => Enumerable.Range(first, last - first + 1);
}
