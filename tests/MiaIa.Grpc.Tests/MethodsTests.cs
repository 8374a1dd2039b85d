using System.Reflection;
using Google.Protobuf.Reflection;
using MiaIa.Health.V1;
using MiaIa.V1;

namespace MiaIa.Grpc.Tests;

public sealed class MethodsTests
{
    [Test]
    public void The_engines_methods_are_those_of_its_descriptor() =>
        AssertMatches(typeof(EngineMethods), EngineReflection.Descriptor.Services.Single(), "AttachRaw");

    [Test]
    public void The_health_methods_are_those_of_its_descriptor() =>
        AssertMatches(typeof(HealthMethods), HealthReflection.Descriptor.Services.Single());

    [Test]
    public void The_raw_Attach_is_the_same_method_on_the_wire()
    {
        Assert.That(EngineMethods.AttachRaw.Path, Is.EqualTo(EngineMethods.Attach.Path).And.EqualTo("/miaia.v1.Engine/Attach"));
        Assert.That(EngineMethods.AttachRaw.Kind, Is.EqualTo(EngineMethods.Attach.Kind));
    }

    private static void AssertMatches(Type methods, ServiceDescriptor service, params string[] besides)
    {
        var declared = methods
            .GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(property => !besides.Contains(property.Name))
            .Select(property => Describe(property.Name, property.GetValue(null)!));
        var described = service.Methods.Select(method =>
            $"{method.Name}: /{service.FullName}/{method.Name} {KindOf(method)} {method.InputType.ClrType.Name} {method.OutputType.ClrType.Name}"
        );
        Assert.That(declared, Is.EquivalentTo(described));
    }

    private static string Describe(string name, object method)
    {
        var type = method.GetType();
        var messages = type.GetGenericArguments();
        return $"{name}: {method} {type.GetProperty("Kind")!.GetValue(method)} {messages[0].Name} {messages[1].Name}";
    }

    private static GrpcMethodKind KindOf(MethodDescriptor method) =>
        (method.IsClientStreaming, method.IsServerStreaming) switch
        {
            (false, false) => GrpcMethodKind.Unary,
            (false, true) => GrpcMethodKind.ServerStream,
            (true, false) => GrpcMethodKind.ClientStream,
            (true, true) => GrpcMethodKind.Duplex,
        };
}
