import { z } from 'zod';
import { openapiDocument } from '../../src/http/app.ts';

/** What is read of a JSON Schema: the words that the schemas of requests use. */
export interface SchemaNode {
  readonly $ref?: string | undefined;
  readonly type?: string | readonly string[] | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly const?: unknown;
  readonly anyOf?: readonly SchemaNode[] | undefined;
  readonly properties?: Readonly<Record<string, SchemaNode>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly items?: boolean | SchemaNode | undefined;
  readonly additionalProperties?: boolean | SchemaNode | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly minItems?: number | undefined;
  readonly maxItems?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly pattern?: string | undefined;
  readonly format?: string | undefined;
  readonly examples?: readonly unknown[] | undefined;
}

const schemaNode: z.ZodType<SchemaNode> = z.lazy(() =>
  z.looseObject({
    $ref: z.string().optional(),
    type: z.union([z.string(), z.array(z.string())]).optional(),
    enum: z.array(z.unknown()).optional(),
    const: z.unknown().optional(),
    anyOf: z.array(schemaNode).optional(),
    properties: z.record(z.string(), schemaNode).optional(),
    required: z.array(z.string()).optional(),
    items: z.union([z.boolean(), schemaNode]).optional(),
    additionalProperties: z.union([z.boolean(), schemaNode]).optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    minItems: z.number().optional(),
    maxItems: z.number().optional(),
    maxLength: z.number().optional(),
    pattern: z.string().optional(),
    format: z.string().optional(),
    examples: z.array(z.unknown()).optional(),
  }),
);

const parameter = z.object({
  in: z.enum(['path', 'query', 'header']),
  name: z.string(),
  required: z.boolean().default(false),
  schema: schemaNode,
});

const operationShape = z.object({
  parameters: z.array(parameter).default([]),
  requestBody: z.object({ content: z.object({ 'application/json': z.object({ schema: schemaNode }) }) }).optional(),
  responses: z.record(z.string(), z.object({ content: z.record(z.string(), z.unknown()).optional() })),
});

const documentShape = z.object({
  paths: z.record(z.string(), z.record(z.string(), operationShape)),
  components: z.object({ schemas: z.record(z.string(), schemaNode) }),
});

type Parameter = z.output<typeof parameter>;

/** An operation, as far as requests are made of it and answers are held to it. */
export interface Operation {
  /** Method and path, as in `GET /v1/products/{id}`. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** `undefined` where there is no body. */
  readonly body: SchemaNode | undefined;
  /** Media types by documented status, such as `200` and `4XX`. */
  readonly responses: Readonly<Record<string, readonly string[]>>;
}

/** The OpenAPI document of the service as it is now. */
export interface ServiceDocument {
  readonly whole: object;
  readonly operations: readonly Operation[];
  readonly components: Readonly<Record<string, SchemaNode>>;
}

/** Reads what the service says of itself. */
export async function readServiceDocument(): Promise<ServiceDocument> {
  const whole = z.record(z.string(), z.unknown()).parse(JSON.parse(JSON.stringify(await openapiDocument())));
  const { paths, components } = documentShape.parse(whole);
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters, requestBody, responses }]): Operation => ({
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path,
      parameters,
      body: requestBody?.content['application/json'].schema,
      responses: Object.fromEntries(
        Object.entries(responses).map(([status, { content }]) => [status, Object.keys(content ?? {})]),
      ),
    })),
  );
  return { whole, operations, components: components.schemas };
}
