import { createRequire } from 'node:module';
import { TransformationType } from 'class-transformer';
import type { TransformFnParams } from 'class-transformer';
import { getMetadataStorage, ValidationTypes } from 'class-validator';
import type { ValidatorConstraintInterface } from 'class-validator';

type Dto = new () => object;
type Check = (value: unknown, owner: object) => boolean;
type Metadata = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

interface Rule {
  /** `Transform`, in order. */
  readonly cleans: readonly ((given: TransformFnParams) => unknown)[];
  /** All must hold, else the field is left alone: `ValidateIf`. */
  readonly conditions: readonly Check[];
  readonly checks: readonly Check[];
  /** The class of the object, or of the objects in the list, that stands here. */
  readonly part: Dto | null;
}

/** Where class-transformer keeps its rules; it has no door to them (Nest's mapped types take this way too). */
const { defaultMetadataStorage: transforms } = createRequire(import.meta.url)(
  'class-transformer/cjs/storage.js',
) as typeof import('class-transformer/types/storage.js');

/** `null`: a class with rules that we cannot read, or without any. */
const known = new Map<Dto, ReadonlyMap<string, Rule> | null>();

/**
 * The instance that class-transformer would make of this body, where class-validator would certainly accept it; both are
 * asked for their rules once for each class. `null` says nothing: then they are asked themselves, and what they say is
 * the answer. They sort all rules anew for each object, which costs many times what the checks do.
 */
export function quickPass(type: Dto, body: object): object | null {
  const rules = rulesOf(type);
  if (!rules) return null;
  const made = new type() as Record<string, unknown>;
  for (const field of Object.keys(body)) {
    const rule = rules.get(field);
    if (!rule) return null;
    const given = (body as Record<string, unknown>)[field];
    let value = rule.part ? partOf(rule.part, given) : plainValue(given);
    if (value === UNSURE) return null;
    for (const clean of rule.cleans) value = clean({ value, key: field, obj: body, ...AS_CLASS });
    made[field] = value;
  }
  for (const [field, rule] of rules) if (!holds(rule, made[field], made)) return null;
  return made;
}

const AS_CLASS = { type: TransformationType.PLAIN_TO_CLASS, options: {} };
const UNSURE = Symbol('unsure');

function partOf(part: Dto, value: unknown): unknown {
  if (!Array.isArray(value)) return typeof value === 'object' && value ? (quickPass(part, value) ?? UNSURE) : UNSURE;
  const parts = value.map((item: unknown) => (Array.isArray(item) ? UNSURE : partOf(part, item)));
  return parts.includes(UNSURE) ? UNSURE : parts;
}

const isScalar = (value: unknown): boolean => typeof value !== 'object' || value === null;

function plainValue(value: unknown): unknown {
  if (isScalar(value)) return value;
  return Array.isArray(value) && value.every(isScalar) ? (value.slice() as unknown[]) : UNSURE;
}

const holds = ({ conditions, checks }: Rule, value: unknown, owner: object): boolean =>
  !conditions.every((condition) => condition(value, owner)) || checks.every((check) => check(value, owner));

function rulesOf(type: Dto): ReadonlyMap<string, Rule> | null {
  const found = known.get(type);
  if (found !== undefined) return found;
  const made = readRules(type);
  known.set(type, made);
  return made;
}

function readRules(type: Dto): ReadonlyMap<string, Rule> | null {
  const metadata = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  const rules = new Map<string, Rule>();
  if (metadata.length === 0 || isPartlyHidden(type)) return null;
  for (const field of new Set(metadata.map(({ propertyName }) => propertyName))) {
    const rule = ruleOf(
      type,
      field,
      metadata.filter(({ propertyName }) => propertyName === field),
    );
    if (!rule) return null;
    rules.set(field, rule);
  }
  return rules;
}

/** `Expose`, `Exclude`: which fields there are is no longer what the body says. */
const isPartlyHidden = (type: Dto): boolean =>
  transforms.getStrategy(type) !== 'none' ||
  transforms.getExposedProperties(type, TransformationType.PLAIN_TO_CLASS).length > 0 ||
  transforms.getExcludedProperties(type, TransformationType.PLAIN_TO_CLASS).length > 0;

const READABLE: readonly string[] = [
  ValidationTypes.CONDITIONAL_VALIDATION,
  ValidationTypes.CUSTOM_VALIDATION,
  ValidationTypes.NESTED_VALIDATION,
];

function ruleOf(type: Dto, field: string, metadata: readonly Metadata[]): Rule | null {
  const cleans = transforms.findTransformMetadatas(type, field, TransformationType.PLAIN_TO_CLASS);
  const part = transforms.findTypeMetadata(type, field);
  const of = (kind: string): Metadata[] => metadata.filter((each) => each.type === kind);
  const isNested = of(ValidationTypes.NESTED_VALIDATION).length > 0;
  const isReadable =
    metadata.every((each) => READABLE.includes(each.type) && !each.validateIf) &&
    cleans.every(({ options }) => Object.keys(options).length === 0) &&
    isNested === (part !== undefined) &&
    !part?.options.discriminator;
  if (!isReadable) return null;
  return {
    cleans: cleans.map(({ transformFn }) => transformFn),
    conditions: of(ValidationTypes.CONDITIONAL_VALIDATION).map(conditionOf),
    checks: of(ValidationTypes.CUSTOM_VALIDATION).flatMap(checksOf),
    part: part ? (part.typeFunction() as Dto) : null,
  };
}

function conditionOf({ constraints }: Metadata): Check {
  const condition = constraints[0] as (owner: object, value: unknown) => boolean;
  return (value, owner) => condition(owner, value);
}

function checksOf({ each, constraints, constraintCls, propertyName: property }: Metadata): Check[] {
  return getMetadataStorage()
    .getTargetValidatorConstraints(constraintCls)
    .map(({ instance }) => {
      const constraint: ValidatorConstraintInterface = instance;
      const one: Check = (value, object) =>
        // A promise is not `true`: what is checked asynchronously is left to class-validator.
        constraint.validate(value, { targetName: object.constructor.name, property, object, value, constraints }) ===
        true;
      return each ? (value, owner) => Array.isArray(value) && value.every((item) => one(item, owner)) : one;
    });
}
