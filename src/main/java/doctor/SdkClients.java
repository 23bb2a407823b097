package doctor;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The SDK clients that the pipeline also uses. */
public record SdkClients(SqsClient sqs, S3Client s3, DynamoDbClient dynamoDb, EcsClient ecs, KmsClient kms) {}
